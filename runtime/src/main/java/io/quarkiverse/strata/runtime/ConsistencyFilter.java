package io.quarkiverse.strata.runtime;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;

import io.quarkiverse.strata.pool.ConsistencyTokens;

/** Takes the token from each request of Quarkus REST, and gives its response a new one when it has written. */
@Singleton
public class ConsistencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    /** Null for none. Set before the first request comes: the bean itself may be made when the application is built. */
    private static volatile ConsistencyConfig config;

    @Inject
    Instance<ConsistencyTokens> tokens;

    static void set(ConsistencyConfig known) {
        config = known;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        ConsistencyConfig known = config;
        if (known == null) {
            return;
        }
        if (known.token() == ConsistencyConfig.Token.HEADER) {
            tokens.get().accept(request.getHeaderString(known.name()));
        } else {
            Cookie cookie = request.getCookies().get(known.name());
            tokens.get().accept(cookie == null ? null : cookie.getValue());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        ConsistencyConfig known = config;
        String token = known == null ? null : tokens.get().issue();
        if (token == null) {
            return;
        }
        if (known.token() == ConsistencyConfig.Token.HEADER) {
            response.getHeaders().putSingle(known.name(), token);
        } else {
            response.getHeaders().add(HttpHeaders.SET_COOKIE, new NewCookie.Builder(known.name()).value(token).path("/")
                    .maxAge((int) known.maxAge().toSeconds()).httpOnly(true).sameSite(NewCookie.SameSite.LAX)
                    .secure("https".equals(request.getUriInfo().getRequestUri().getScheme())).build());
        }
    }
}
