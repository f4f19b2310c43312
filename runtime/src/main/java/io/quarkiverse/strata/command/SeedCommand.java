package io.quarkiverse.strata.command;

import static io.quarkiverse.strata.command.CommandResult.object;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.strata.migration.DatabaseMark;
import io.quarkiverse.strata.seeding.SeedReset;
import io.quarkiverse.strata.seeding.SeederRun;
import picocli.CommandLine.Model.CommandSpec;

/** Runs the seeders. */
final class SeedCommand implements DatabaseCommand {

    @Override
    public String name() {
        return "seed";
    }

    @Override
    public String summary() {
        return "Run the seeders of this environment that haven't run";
    }

    @Override
    public void define(CommandSpec spec) {
        Options.flag(spec, "--truncate", "Empty the tables of the seeders first, and run them again");
        Options.flag(spec, "--yes", "Don't ask");
    }

    @Override
    public CommandResult run(Invocation invocation) {
        Set<String> names = invocation.chosen().stream().map(CommandTarget::name).collect(Collectors.toSet());
        List<SeedReset> resets = List.of();
        if (invocation.has("--truncate")) {
            for (CommandTarget target : invocation.chosen()) {
                DatabaseMark mark = Invocation.look(target.migrations().mark());
                invocation.say("Empties the tables of the seeders in database " + mark.database() + " of datasource "
                        + target.name());
                if (!mark.isProduction()) { // there it is refused in any case
                    Confirmation.ask(invocation, mark.database(), false);
                }
            }
            resets = Invocation.await(invocation.seeding().reset(names));
            if (resets.isEmpty()) {
                invocation.say("Nothing emptied: no seeder of this environment names tables in truncates()");
            }
            resets.forEach(reset -> invocation.say("Emptied " + String.join(", ", reset.tables()) + " in datasource "
                    + reset.dataSource()));
        }
        Map<String, Object> seeded = seed(invocation, names);
        seeded.put("emptied", resets.stream().map(reset -> object("dataSource", reset.dataSource(), "tables",
                reset.tables())).toList());
        return CommandResult.done(seeded);
    }

    static Map<String, Object> seed(Invocation invocation, Set<String> dataSources) {
        List<SeederRun> runs = Invocation.await(invocation.seeding().run(dataSources, run -> invocation.say(line(run))));
        String environment = invocation.seeding().environment().name().toLowerCase(Locale.ROOT);
        invocation.say(runs.isEmpty()
                ? "Nothing to seed: no seeder runs in the environment " + environment + ", which the profile decides"
                : Invocation.plural((int) runs.stream().filter(SeederRun::ran).count(), "seeder") + " run, "
                        + runs.stream().filter(run -> !run.ran()).count() + " had run before");
        return object("environment", environment, "seeders", runs.stream().map(run -> object("seeder", run.seeder(),
                "dataSource", run.dataSource(), "ran", run.ran(), "milliseconds", run.duration().toMillis())).toList());
    }

    private static String line(SeederRun run) {
        return (run.ran() ? "seeded " : "ran before: ") + run.seeder()
                + (run.ran() ? ", " + Invocation.millis(run.duration()) : "");
    }
}
