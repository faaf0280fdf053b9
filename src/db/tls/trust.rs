//! Whose certificates are trusted.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

/// Trusts those of a file, or those that the machine trusts. The error is a phrase.
pub(super) fn of(file: Option<&Path>) -> Result<Arc<ClientConfig>, String> {
    let mut roots = RootCertStore::empty();
    match file {
        Some(file) => {
            let unread = |why: String| format!("sslrootcert={}: {why}", file.display());
            let certificates: Result<Vec<_>, _> =
                CertificateDer::pem_file_iter(file).and_then(Iterator::collect);
            for certificate in certificates.map_err(|error| unread(error.to_string()))? {
                roots.add(certificate).map_err(|error| unread(error.to_string()))?;
            }
            if roots.is_empty() {
                return Err(unread("it holds no certificate".to_owned()));
            }
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| error.to_string())?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}
