//! The one list of handlers, from which both the routing and the OpenAPI document are made.

use actix_web::web::ServiceConfig;
use utoipa::OpenApi;

use super::api;

/// Registers handlers, module by module, and lists the same ones in [`Paths`].
macro_rules! routes {
    ($($module:ident { $($handler:ident),+ $(,)? })+) => {
        #[derive(OpenApi)]
        #[openapi(paths($($(api::$module::$handler,)+)+))]
        pub(super) struct Paths;

        pub(super) fn register(config: &mut ServiceConfig) {
            $($(config.service(api::$module::$handler);)+)+
        }
    };
}

routes! {
    session { create_session, refresh_session, read_session, end_session }
    api_keys { create_api_key, list_api_keys, revoke_api_key }
}
