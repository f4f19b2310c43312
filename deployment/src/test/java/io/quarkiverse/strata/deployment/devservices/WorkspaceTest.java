package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir
    Path temporary;

    @Test
    void whatACrashLeftIsRemovedAndWhatLivesStays() throws IOException {
        Path root = temporary.resolve("strata");
        Workspace workspace = Workspace.open(root);
        Path mine = workspace.newServer();
        Path programs = Files.createDirectory(root.resolve("postgresql-x"));
        Path crashed = Files.createDirectories(root.resolve("server-2147483646-1-aaaaaaaa/data/base")).getParent().getParent();
        Path reused = Files.createDirectories(root.resolve("server-" + ProcessHandle.current().pid() + "-1-bbbbbbbb"));

        Workspace.open(root);

        assertThat(mine).isDirectory();
        assertThat(programs).isDirectory();
        assertThat(crashed).doesNotExist();
        assertThat(reused).doesNotExist();
    }

    @Test
    void onlyTheUserMayLookInside() throws IOException {
        Path root = temporary.resolve("strata");
        Workspace workspace = Workspace.open(root);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(workspace.newServer()))).isEqualTo("rwx------");
    }

    @Test
    void aDirectoryThatOthersCanWriteToIsRefused() throws IOException {
        Path root = Files.createDirectory(temporary.resolve("strata"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> Workspace.open(root)).isInstanceOf(DevServicesException.class)
                .hasMessage("STRATA-4205: The directory " + root + " is not a directory that only you can read and write."
                        + " Remove it, or set java.io.tmpdir to another place.");
    }

    @Test
    void theReaperEndsTheProcessAndRemovesItsDirectory() throws Exception {
        Path directory = Workspace.open(temporary.resolve("strata")).newServer();
        Process process = new ProcessBuilder("sleep", "60").start();
        Reaper reaper = Reaper.watch(process.pid(), directory);
        assertThat(process.isAlive()).isTrue();
        reaper.close();
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(directory).doesNotExist();
    }
}
