package io.quarkiverse.strata.runtime;

import java.util.function.Supplier;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.strata.pool.ConsistencyTokens;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Takes the token from each request, before it is authenticated, and gives its response a new one when it has written. */
@Singleton
public class ConsistencyFilter {

    /** Quarkus authenticates at 200. */
    private static final int BEFORE_AUTHENTICATION = 250;

    /** Null for none. Set before the first request comes: the bean itself may be made when the application is built. */
    private static volatile ConsistencyConfig config;

    @Inject
    Instance<ConsistencyTokens> tokens;

    static void set(ConsistencyConfig known) {
        config = known;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, BEFORE_AUTHENTICATION);
    }

    private void filter(RoutingContext request) {
        ConsistencyConfig known = config;
        if (known != null) {
            Supplier<String> next = tokens.get().accept(token(request, known));
            request.addHeadersEndHandler(sent -> tell(request, known, next.get()));
        }
        request.next();
    }

    private static String token(RoutingContext request, ConsistencyConfig known) {
        if (known.token() == ConsistencyConfig.Token.HEADER) {
            return request.request().getHeader(known.name());
        }
        Cookie cookie = request.request().getCookie(known.name());
        return cookie == null ? null : cookie.getValue();
    }

    private static void tell(RoutingContext request, ConsistencyConfig known, String token) {
        if (token == null) {
            return;
        }
        if (known.token() == ConsistencyConfig.Token.HEADER) {
            request.response().putHeader(known.name(), token);
        } else {
            request.response().headers().add(HttpHeaders.SET_COOKIE, Cookie.cookie(known.name(), token).setPath("/")
                    .setMaxAge(known.maxAge().toSeconds()).setHttpOnly(true).setSameSite(CookieSameSite.LAX)
                    .setSecure(request.request().isSSL()).encode());
        }
    }
}
