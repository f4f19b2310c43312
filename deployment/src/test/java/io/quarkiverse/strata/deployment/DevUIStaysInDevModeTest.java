package io.quarkiverse.strata.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;

/** The pages can undo migrations: outside dev mode there is nothing that they could call. */
class DevUIStaysInDevModeTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.db-kind", "postgresql");

    @Test
    void noBeanIsThereForIt() {
        List<String> beans = Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass).map(Class::getName).toList();
        assertThat(beans).isNotEmpty().noneMatch(name -> name.startsWith("io.quarkiverse.strata.runtime.devui"));
    }
}
