#pragma once

/// A self-signed certificate for localhost and 127.0.0.1 with its key, for tests only: it protects nothing.
namespace trato::testtls {

inline constexpr auto certificate = R"(
-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUUwiCTApnU1wMiJuHV0Qj/Nv3cmowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzIyMDAyN1oYDzIxMjYxMDMw
MjIwMDI3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASNmtYbYqEJv46y0m4ZKG+zVu7hk94Gw/O5NDPkrUKspGXjYtq/irnq
v0PAz360vrJPpsox9lQwkQFwJNDWGq07o28wbTAdBgNVHQ4EFgQUX5mrtJuSlff3
3Y96Id797be0vu4wHwYDVR0jBBgwFoAUX5mrtJuSlff33Y96Id797be0vu4wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhAOaKU1ea2YftEJvzDqzL/v4hqb5QGHqBLtlOm8KyCQcdAiEA
lbOLXnO8n/rPUt2i6yGm942Uu3rQyey/Et1vhhpm/o0=
-----END CERTIFICATE-----
)";

inline constexpr auto key = R"(
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyXPTdKxrGn26AOf4
Kuji5LHETNoQTv4tOwH6wSCCkdOhRANCAASNmtYbYqEJv46y0m4ZKG+zVu7hk94G
w/O5NDPkrUKspGXjYtq/irnqv0PAz360vrJPpsox9lQwkQFwJNDWGq07
-----END PRIVATE KEY-----
)";

} // namespace trato::testtls
