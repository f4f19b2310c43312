package io.quarkiverse.strata.runtime;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.quarkiverse.strata.DatabaseException;
import io.quarkiverse.strata.execution.StatementListener;
import io.quarkiverse.strata.execution.StatementRun;
import io.quarkiverse.strata.insight.StatementLabel;

/**
 * A span for each statement, made when it has ended, inside of the span that its request is in then. Its name is the
 * statement's
 * summary, of which there are few; its times tell where it waited.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">Semantic conventions for database client
 *      spans</a>
 */
@Singleton
public class StatementSpans implements StatementListener {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("db.response.returned_rows");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("db.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> CODE = AttributeKey.stringKey("strata.code");
    private static final AttributeKey<String> DATASOURCE = AttributeKey.stringKey("strata.datasource");
    private static final AttributeKey<String> SERVER = AttributeKey.stringKey("strata.server");
    private static final AttributeKey<String> CALL_SITE = AttributeKey.stringKey("strata.call.site");
    private static final AttributeKey<Double> QUEUE = AttributeKey.doubleKey("strata.queue.duration");
    private static final AttributeKey<Double> WIRE = AttributeKey.doubleKey("strata.wire.duration");
    private static final AttributeKey<Double> DECODE = AttributeKey.doubleKey("strata.decode.duration");
    private static final double NANOS = 1e9;

    private static final StatementListener UNHEARD = run -> {
    };

    private final Tracer tracer;
    private final StrataRuntimeConfig config;
    private final Map<String, Boolean> traced = new ConcurrentHashMap<>();
    private final StatementLabel labels = new StatementLabel();

    StatementSpans(OpenTelemetry telemetry, StrataRuntimeConfig config) {
        this.config = config;
        tracer = telemetry.getTracer("io.quarkiverse.strata");
    }

    @Override
    public StatementListener forCall() {
        Context parent = Context.current();
        SpanContext around = Span.fromContext(parent).getSpanContext();
        return around.isValid() && !around.isSampled() ? UNHEARD : run -> ended(run, parent);
    }

    /** One whose caller isn't known. */
    @Override
    public void ended(StatementRun run) {
        ended(run, Context.root());
    }

    private void ended(StatementRun run, Context parent) {
        if (traced.computeIfAbsent(run.dataSource(), name -> config.dataSources().get(name).insight().spans())) {
            Instant clock = Instant.now();
            long now = TimeUnit.SECONDS.toNanos(clock.getEpochSecond()) + clock.getNano();
            span(run, parent, now - (System.nanoTime() - run.startedAt()), now);
        }
    }

    private void span(StatementRun run, Context parent, long began, long ended) {
        String summary = labels.of(run);
        SpanBuilder builder = tracer.spanBuilder(summary).setParent(parent).setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(began, TimeUnit.NANOSECONDS).setAttribute(SYSTEM, "postgresql")
                .setAttribute(SUMMARY, summary).setAttribute(TEXT, run.statement().rendered().text())
                .setAttribute(DATASOURCE, run.dataSource()).setAttribute(QUEUE, run.waited() / NANOS)
                .setAttribute(WIRE, run.answered() / NANOS).setAttribute(DECODE, run.mapped() / NANOS);
        if (run.server() != null) {
            builder.setAttribute(SERVER, run.server());
        }
        if (run.options().callSite() != null) {
            builder.setAttribute(CALL_SITE, run.options().callSite());
        }
        if (run.rows() >= 0) {
            builder.setAttribute(ROWS, (long) run.rows());
        }
        Span span = builder.startSpan();
        if (run.failure() != null) {
            failed(span, run.failure());
        }
        span.end(ended, TimeUnit.NANOSECONDS);
    }

    private static void failed(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR).setAttribute(ERROR, failure.getClass().getName());
        if (failure instanceof DatabaseException told) {
            span.setAttribute(CODE, told.code());
            if (told.details().sqlState() != null) {
                span.setAttribute(STATE, told.details().sqlState());
            }
        }
    }
}
