package io.quarkiverse.strata.runtime;

import java.time.Duration;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Tells requests what the configuration says when the application runs. */
@Recorder
public class HttpRecorder {

    private final RuntimeValue<HttpConfig> config;

    public HttpRecorder(RuntimeValue<HttpConfig> config) {
        this.config = config;
    }

    /** Fails the start when the deadline can't be one. */
    public void deadline() {
        Duration deadline = config.getValue().deadline().orElse(Duration.ZERO);
        if (deadline.isNegative()) {
            throw new ConfigurationException("STRATA-4303: quarkus.strata.http.deadline is " + deadline
                    + ". It takes a duration, which can't be negative.");
        }
        RequestDeadline.set(deadline.isZero() ? null : deadline);
    }
}
