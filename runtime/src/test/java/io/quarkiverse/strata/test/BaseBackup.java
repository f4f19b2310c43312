package io.quarkiverse.strata.test;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;

/** A copy of a running server's data directory by PostgreSQL's backup functions: the programs at hand lack pg_basebackup. */
final class BaseBackup {

    /** What a standby makes anew: PostgreSQL's manual, "Making a Base Backup Using the Low Level API". */
    private static final Set<String> EMPTY = Set.of("pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial",
            "pg_snapshots", "pg_stat_tmp", "pg_subtrans");
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "server.log",
            "pg_ctl.log", "backup_label", "standby.signal", "postgresql.auto.conf.tmp");

    private BaseBackup() {
    }

    /** @param slot made on the way, so that the primary keeps what the copy doesn't hold yet */
    static void take(PostgresServer primary, String slot, Path target) throws IOException {
        SqlConnection connection = primary.connect("postgres");
        try {
            PostgresServer.await(connection.query("SELECT pg_create_physical_replication_slot('" + slot + "', true)")
                    .execute());
            PostgresServer.await(connection.query("SELECT pg_backup_start('" + slot + "', true)").execute());
            copy(primary.data(), target);
            Row label = PostgresServer.await(connection.query("SELECT labelfile FROM pg_backup_stop(false)").execute())
                    .iterator().next();
            Files.writeString(target.resolve("backup_label"), label.getString(0));
        } finally {
            PostgresServer.await(connection.close());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
                Path inside = from.relativize(directory);
                Path made = Files.createDirectories(to.resolve(inside.toString()));
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
                return EMPTY.contains(inside.toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file).toString()));
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE; // dropped meanwhile: the WAL tells the standby
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }
}
