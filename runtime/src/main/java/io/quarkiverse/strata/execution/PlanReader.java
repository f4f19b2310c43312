package io.quarkiverse.strata.execution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.Plan;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** From {@code EXPLAIN (FORMAT JSON)} to the typed plan. */
public final class PlanReader {

    private static final List<String> CONDITIONS = List.of("Index Cond", "Recheck Cond", "TID Cond", "Hash Cond", "Merge Cond",
            "Join Filter", "One-Time Filter", "Order By", "Cache Key");

    private PlanReader() {
    }

    /** @param value what the driver made of the only column of the only row */
    public static Plan read(Object value) {
        if (!(value instanceof JsonArray array) || array.isEmpty() || array.getJsonObject(0).getJsonObject("Plan") == null) {
            throw new IllegalStateException("STRATA-2606: the server's answer to EXPLAIN is no plan. A utility statement has "
                    + "none: explain a SELECT, INSERT, UPDATE, DELETE or MERGE.");
        }
        JsonObject explained = array.getJsonObject(0);
        Map<String, String> settings = new LinkedHashMap<>();
        explained.getJsonObject("Settings", new JsonObject()).forEach(entry -> settings.put(entry.getKey(),
                String.valueOf(entry.getValue())));
        return new Plan(node(explained.getJsonObject("Plan")), millis(explained.getDouble("Planning Time")),
                millis(explained.getDouble("Execution Time")), settings);
    }

    private static Plan.Node node(JsonObject json) {
        Map<String, String> conditions = new LinkedHashMap<>();
        for (String name : CONDITIONS) {
            if (json.containsKey(name)) {
                conditions.put(name, String.valueOf(json.getValue(name)));
            }
        }
        JsonArray sort = json.getJsonArray("Sort Key", json.getJsonArray("Group Key"));
        if (sort != null) {
            conditions.put(json.containsKey("Sort Key") ? "Sort Key" : "Group Key",
                    String.join(", ", sort.stream().map(String::valueOf).toList()));
        }
        List<Plan.Node> children = json.getJsonArray("Plans", new JsonArray()).stream().map(child -> node((JsonObject) child))
                .toList();
        return new Plan.Node(type(json), json.getString("Schema"), json.getString("Relation Name"), json.getString("Alias"),
                json.getString("Index Name"), json.getString("Subplan Name"), json.getString("Filter"), conditions,
                number(json, "Startup Cost"), number(json, "Total Cost"), number(json, "Plan Rows"),
                (int) number(json, "Plan Width"), actual(json), buffers(json), json.getInteger("Workers Planned"),
                json.getInteger("Workers Launched"), children);
    }

    /** The name of a step as PostgreSQL's text form has it. */
    private static String type(JsonObject json) {
        String type = json.getString("Node Type");
        if (type.equals("ModifyTable")) {
            return json.getString("Operation");
        }
        if (type.equals("Aggregate")) {
            String mode = json.getString("Partial Mode", "Simple");
            type = switch (json.getString("Strategy", "Plain")) {
                case "Hashed" -> "HashAggregate";
                case "Sorted" -> "GroupAggregate";
                case "Mixed" -> "MixedAggregate";
                default -> "Aggregate";
            };
            return mode.equals("Simple") ? type : mode + " " + type;
        }
        String join = json.getString("Join Type");
        if (join != null && !join.equals("Inner")) {
            type = (type.endsWith(" Join") ? type.substring(0, type.length() - " Join".length()) : type) + " " + join + " Join";
        }
        return json.getBoolean("Parallel Aware", false) ? "Parallel " + type : type;
    }

    private static Plan.Actual actual(JsonObject json) {
        if (!json.containsKey("Actual Rows")) {
            return null;
        }
        return new Plan.Actual(number(json, "Actual Startup Time"), number(json, "Actual Total Time"),
                number(json, "Actual Rows"), (long) number(json, "Actual Loops"), number(json, "Rows Removed by Filter"));
    }

    private static Plan.Buffers buffers(JsonObject json) {
        if (!json.containsKey("Shared Hit Blocks")) {
            return null;
        }
        return new Plan.Buffers((long) number(json, "Shared Hit Blocks"), (long) number(json, "Shared Read Blocks"),
                (long) number(json, "Shared Dirtied Blocks"), (long) number(json, "Shared Written Blocks"),
                (long) number(json, "Temp Read Blocks"), (long) number(json, "Temp Written Blocks"));
    }

    private static double number(JsonObject json, String name) {
        Number number = json.getNumber(name);
        return number == null ? 0 : number.doubleValue();
    }

    private static Duration millis(Double millis) {
        return millis == null ? null : Duration.ofNanos(Math.round(millis * 1_000_000));
    }
}
