package io.quarkiverse.strata.runtime;

import java.util.List;
import java.util.Map;

import io.quarkiverse.strata.mapping.RecordMapper;
import io.quarkiverse.strata.mapping.SealedMapper;
import io.quarkiverse.strata.sql.Descriptors;
import io.quarkiverse.strata.sql.EnumLabels;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;

/** Makes the generated mappers known. */
@Recorder
public class MappingRecorder {

    /**
     * Registers the mappers, and forgets them when the application stops: dev mode starts it again with other classes.
     */
    public void register(List<RuntimeValue<RecordMapper<?>>> mappers, ShutdownContext shutdown) {
        for (RuntimeValue<RecordMapper<?>> mapper : mappers) {
            RecordMapper<?> value = mapper.getValue();
            Descriptors.register(value);
            shutdown.addShutdownTask(() -> Descriptors.unregister(value.type()));
        }
        shutdown.addShutdownTask(EnumLabels::clear);
    }

    /** Registers a sealed interface whose records are chosen by a column, until the application stops. */
    public void registerSealed(Class<?> type, String discriminator, Map<String, Class<?>> records, ShutdownContext shutdown) {
        Descriptors.register(new SealedMapper<>(type, discriminator, records));
        shutdown.addShutdownTask(() -> Descriptors.unregister(type));
    }
}
