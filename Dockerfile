# syntax=docker/dockerfile:1
FROM rust:1.95-slim-bookworm AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
COPY src src
COPY migrations migrations
COPY crates crates
COPY sample sample
COPY catalogue catalogue
COPY api api
COPY tests/it/main.rs tests/it/main.rs
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make \
 && cargo build --release --locked --bin placewell

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --home-dir /var/lib/placewell --create-home placewell
COPY --from=build /build/target/release/placewell /usr/local/bin/placewell
USER placewell
WORKDIR /var/lib/placewell
EXPOSE 8080
ENTRYPOINT ["/usr/bin/tini", "--", "placewell"]
CMD ["serve"]
