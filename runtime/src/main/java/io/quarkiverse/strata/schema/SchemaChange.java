package io.quarkiverse.strata.schema;

import java.util.List;

/** One change of a database's schema, as an immutable value. {@link Schema} makes them. */
public sealed interface SchemaChange extends Described permits CreateTable, DropTable, RenameTable, AddColumn, DropColumn,
        RenameColumn, AlterColumn, AddConstraint, DropConstraint, CreateIndex, DropIndex, CreateEnum, AddEnumValue,
        CreateDomain, CreateCompositeType, CreateRangeType, CreateCollation, CreatePartition, AttachPartition, DetachPartition,
        CreateTableAs, Reindex, CreateSequence, CreateView, CreateMaterializedView, RefreshMaterializedView, CreateStatistics,
        CreateFunction, CreateAggregate, CreateTrigger, CreateEventTrigger, CreatePolicy, CreatePublication, CreateRole, Grant,
        Comment, CommentOn, CreateNamespace, CreateExtension, AlterObject, RenameObject, SetSchema, DropObject, RawSql {

    /** The statements that make this change, one SQL statement each ({@link RawSql} may hold several in one text). */
    List<String> sql();

    /** How this change is undone. */
    Reverse reverse();

    /** What it does to a table with rows in a database that is in use; empty when it is harmless. */
    default List<Hazard> hazards() {
        return List.of();
    }

    /** The clauses it uses that the oldest supported PostgreSQL, 14, hasn't. */
    default List<Requirement> requirements() {
        return List.of();
    }

    /** False for what PostgreSQL refuses inside a transaction block, such as {@code CREATE INDEX CONCURRENTLY}. */
    default boolean transactional() {
        return true;
    }
}
