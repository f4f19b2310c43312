package io.quarkiverse.strata.deployment.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.strata.Queries;
import io.quarkiverse.strata.deployment.mapping.dependency.Supplier;
import io.quarkiverse.strata.mapping.Table;
import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.Getter;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.LambdaCapturingTypeBuildItem;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** Mapped records of the application and of a dependency, used as they are meant to be, and getters for a native executable. */
class MappedRecordUsedTest {

    static final List<String> CAPTURING = new CopyOnWriteArrayList<>();

    @RegisterExtension
    static final QuarkusUnitTest APP = MappingApplication.of(MappedRecordUsedTest.class)
            .withAdditionalDependency((JavaArchive jar) -> jar.addPackage(Supplier.class.getPackage())
                    .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml"))
            .addBuildChainCustomizer(chain -> chain.addBuildStep(context -> {
                context.consumeMulti(LambdaCapturingTypeBuildItem.class).forEach(item -> CAPTURING.add(item.getClassName()));
                context.produce(new FeatureBuildItem("test"));
            }).consumes(LambdaCapturingTypeBuildItem.class).produces(FeatureBuildItem.class).build())
            .setAfterAllCustomizer(() -> assertThat(CAPTURING).contains(Users.class.getName())
                    .doesNotContain(MappedRecordUsedTest.class.getName()));

    @Table("users")
    record User(long id) {
    }

    record Plain(long id) {
    }

    static final class Users {

        static final Getter<User, Long> ID = User::id;

        Uni<User> byId(Queries db, long id) {
            return db.find(User.class, new Plain(id));
        }

        /** A class that isn't a constant of the call is checked when it runs. */
        Uni<?> any(Queries db, Class<?> type) {
            return db.find(type, Plain.class);
        }
    }

    @Test
    void areMapped() {
        assertThat(Descriptors.of(User.class).table()).isEqualTo("users");
        assertThat(Descriptors.of(Supplier.class).table()).isEqualTo("supplier");
        assertThat(Supplier.read("Acme").name()).isEqualTo("Acme");
    }
}
