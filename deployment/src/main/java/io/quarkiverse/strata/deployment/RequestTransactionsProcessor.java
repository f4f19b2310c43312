package io.quarkiverse.strata.deployment;

import java.util.Set;

import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.strata.Transactional;
import io.quarkiverse.strata.runtime.RequestTransactions;
import io.quarkiverse.strata.runtime.TransactionsBuildTimeConfig;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** Puts {@code @Transactional} on the endpoints of write requests where the configuration asks for it. */
class RequestTransactionsProcessor {

    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final Set<DotName> WRITES = Set.of(DotName.createSimple("jakarta.ws.rs.POST"),
            DotName.createSimple("jakarta.ws.rs.PUT"), DotName.createSimple("jakarta.ws.rs.PATCH"),
            DotName.createSimple("jakarta.ws.rs.DELETE"));

    @BuildStep
    void writeRequests(TransactionsBuildTimeConfig config, Capabilities capabilities, CombinedIndexBuildItem combined,
            BuildProducer<AnnotationsTransformerBuildItem> transformers) {
        if (config.requests() == RequestTransactions.OFF || capabilities.isMissing(Capability.RESTEASY_REACTIVE)) {
            return;
        }
        IndexView index = combined.getIndex();
        transformers.produce(new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(method -> isMeant(method, index))
                .transform(context -> context.add(Transactional.class))));
    }

    /** An interface's methods aren't: they may be a REST client's. */
    private static boolean isMeant(MethodInfo method, IndexView index) {
        ClassInfo owner = method.declaringClass();
        return !owner.isInterface() && TransactionalCheck.returnsUni(method)
                && !method.hasDeclaredAnnotation(TransactionalProcessor.TRANSACTIONAL)
                && !owner.hasDeclaredAnnotation(TransactionalProcessor.TRANSACTIONAL)
                && isWriteEndpoint(method, owner, index);
    }

    /** Quarkus REST takes the annotations of a method from the interface where it has none itself. */
    private static boolean isWriteEndpoint(MethodInfo method, ClassInfo owner, IndexView index) {
        if (WRITES.stream().anyMatch(method::hasDeclaredAnnotation)) {
            return true;
        }
        for (DotName name : owner.interfaceNames()) {
            ClassInfo type = index.getClassByName(name);
            MethodInfo declared = type == null || !type.hasDeclaredAnnotation(PATH) ? null
                    : type.method(method.name(), method.parameterTypes());
            if (declared != null && WRITES.stream().anyMatch(declared::hasDeclaredAnnotation)) {
                return true;
            }
        }
        return false;
    }
}
