package io.quarkiverse.strata.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options that several commands have. Built by hand: no annotations, no reflection. */
final class Options {

    private Options() {
    }

    static void common(CommandSpec spec) {
        value(spec, "--datasource", String.class, "NAME", "The datasource, where there are several");
        flag(spec, "--json", "Print one JSON object and nothing else");
        flag(spec, "--verbose", "Print the log, to the error output, and stack traces");
        spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this").build());
    }

    static void confirmation(CommandSpec spec) {
        flag(spec, "--yes", "Don't ask");
        value(spec, "--confirm", String.class, "DATABASE",
                "The database's name instead of an answer, where it is marked as production");
    }

    static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build());
    }

    static void value(CommandSpec spec, String name, Class<?> type, String label, String description) {
        spec.addOption(OptionSpec.builder(name).type(type).arity("1").paramLabel(label).description(description).build());
    }

    static void parameter(CommandSpec spec, String label, boolean required, String description) {
        spec.addPositional(PositionalParamSpec.builder().index("0").type(String.class).arity(required ? "1" : "0..1")
                .paramLabel(label).description(description).build());
    }
}
