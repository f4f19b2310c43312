package io.quarkiverse.strata.runtime.devui;

import java.util.List;

/**
 * The indexes that seem to be missing.
 *
 * @param advice of all datasources that answered
 * @param problems why others didn't
 */
public record AdviceView(List<Advice> advice, List<FailureView> problems) {

    public AdviceView {
        advice = List.copyOf(advice);
        problems = List.copyOf(problems);
    }
}
