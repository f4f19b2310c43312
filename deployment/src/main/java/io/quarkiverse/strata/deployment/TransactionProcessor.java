package io.quarkiverse.strata.deployment;

import java.util.Set;

import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.strata.runtime.CarriesTransactionScope;
import io.quarkiverse.strata.runtime.ScopeCaptureInterceptor;
import io.quarkiverse.strata.runtime.ScopeRestoreInterceptor;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/** Carries the transaction's scope over fault tolerance, which runs the method's Uni in a fresh Mutiny context. */
class TransactionProcessor {

    private static final DotName UNI = DotName.createSimple("io.smallrye.mutiny.Uni");
    private static final Set<DotName> FAULT_TOLERANCE = Set.of(
            DotName.createSimple("org.eclipse.microprofile.faulttolerance.Asynchronous"),
            DotName.createSimple("org.eclipse.microprofile.faulttolerance.Bulkhead"),
            DotName.createSimple("org.eclipse.microprofile.faulttolerance.CircuitBreaker"),
            DotName.createSimple("org.eclipse.microprofile.faulttolerance.Fallback"),
            DotName.createSimple("org.eclipse.microprofile.faulttolerance.Retry"),
            DotName.createSimple("org.eclipse.microprofile.faulttolerance.Timeout"),
            DotName.createSimple("io.smallrye.faulttolerance.api.ApplyFaultTolerance"),
            DotName.createSimple("io.smallrye.faulttolerance.api.ApplyGuard"),
            DotName.createSimple("io.smallrye.faulttolerance.api.AsynchronousNonBlocking"),
            DotName.createSimple("io.smallrye.faulttolerance.api.RateLimit"));

    @BuildStep
    void bridgeFaultTolerance(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        if (capabilities.isMissing(Capability.SMALLRYE_FAULT_TOLERANCE)) {
            return;
        }
        beans.produce(new AdditionalBeanBuildItem(ScopeCaptureInterceptor.class, ScopeRestoreInterceptor.class,
                CarriesTransactionScope.class));
        transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(TransactionProcessor::isGuarded)
                .transform(context -> context.add(CarriesTransactionScope.class))));
    }

    private static boolean isGuarded(MethodInfo method) {
        return method.returnType().name().equals(UNI) && FAULT_TOLERANCE.stream()
                .anyMatch(name -> method.hasDeclaredAnnotation(name) || method.declaringClass().hasDeclaredAnnotation(name));
    }
}
