package io.quarkiverse.strata.execution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.strata.Plan;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** From {@code EXPLAIN (FORMAT JSON)} to the typed plan. */
public final class PlanReader {

    private static final List<String> CONDITIONS = List.of("Index Cond", "Recheck Cond", "TID Cond", "Hash Cond", "Merge Cond",
            "Join Filter", "One-Time Filter", "Order By", "Cache Key");

    /** What has its own place in a node, or is of no use to people. */
    private static final Set<String> PLACED = Set.of("Node Type", "Parent Relationship", "Parallel Aware", "Async Capable",
            "Strategy", "Partial Mode", "Operation", "Join Type", "Inner Unique", "Single Copy", "Scan Direction",
            "Subplan Name", "Schema", "Relation Name", "Alias", "Index Name", "Filter", "Sort Key", "Group Key", "Plans",
            "Startup Cost", "Total Cost", "Plan Rows", "Plan Width", "Actual Startup Time", "Actual Total Time", "Actual Rows",
            "Actual Loops", "Rows Removed by Filter", "Workers", "Workers Planned", "Workers Launched", "Output",
            "WAL Records", "WAL FPI", "WAL Bytes");

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
                millis(explained.getDouble("Execution Time")), settings, memory(explained.getJsonObject("Planning")),
                serialization(explained.getJsonObject("Serialization")),
                explained.getJsonArray("Triggers", new JsonArray()).stream().map(each -> trigger((JsonObject) each)).toList(),
                explained.getLong("Query Identifier"));
    }

    private static Plan.Memory memory(JsonObject planning) {
        return planning == null || !planning.containsKey("Memory Used") ? null
                : new Plan.Memory(planning.getLong("Memory Used"), planning.getLong("Memory Allocated"));
    }

    private static Plan.Serialization serialization(JsonObject json) {
        return json == null ? null
                : new Plan.Serialization(json.getString("Format"), millis(json.getDouble("Time")),
                        json.getLong("Output Volume"));
    }

    private static Plan.Trigger trigger(JsonObject json) {
        return new Plan.Trigger(json.getString("Trigger Name"), json.getString("Constraint Name"), json.getString("Relation"),
                millis(json.getDouble("Time")), (long) number(json, "Calls"));
    }

    private static Map<String, String> details(JsonObject json) {
        Map<String, String> details = new LinkedHashMap<>();
        json.forEach(entry -> {
            String name = entry.getKey();
            if (!PLACED.contains(name) && !CONDITIONS.contains(name) && !name.endsWith(" Blocks")
                    && !Boolean.FALSE.equals(entry.getValue())) {
                details.put(name, entry.getValue() instanceof JsonArray list
                        ? String.join(", ", list.stream().map(String::valueOf).toList())
                        : String.valueOf(entry.getValue()));
            }
        });
        return details;
    }

    private static Plan.Wal wal(JsonObject json) {
        return !json.containsKey("WAL Records") ? null
                : new Plan.Wal((long) number(json, "WAL Records"), (long) number(json, "WAL FPI"),
                        (long) number(json, "WAL Bytes"));
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
                details(json), json.getJsonArray("Output", new JsonArray()).stream().map(String::valueOf).toList(),
                number(json, "Startup Cost"), number(json, "Total Cost"), number(json, "Plan Rows"),
                (int) number(json, "Plan Width"), actual(json), buffers(json), wal(json), json.getInteger("Workers Planned"),
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
        type += "Backward".equals(json.getString("Scan Direction")) ? " Backward" : "";
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
                (long) number(json, "Local Hit Blocks"), (long) number(json, "Local Read Blocks"),
                (long) number(json, "Local Dirtied Blocks"), (long) number(json, "Local Written Blocks"),
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
