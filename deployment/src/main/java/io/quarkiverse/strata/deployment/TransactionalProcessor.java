package io.quarkiverse.strata.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

import io.quarkiverse.strata.Transactional;
import io.quarkiverse.strata.runtime.FailedResponse;
import io.quarkiverse.strata.runtime.TransactionalInterceptor;
import io.quarkiverse.strata.runtime.TransactionalMethods;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** {@code @Transactional}: its interceptor, and what of it would not do what it says. */
class TransactionalProcessor {

    static final DotName TRANSACTIONAL = DotName.createSimple(Transactional.class);

    private static final Logger LOG = Logger.getLogger(TransactionalProcessor.class);
    private static final DotName JTA = DotName.createSimple("jakarta.transaction.Transactional");

    /** Checked before the container looks at the methods, which would say less of them. */
    @BuildStep
    void interceptor(CombinedIndexBuildItem index, List<StrataDataSourceBuildItem> dataSources, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        Set<String> names = dataSources.stream().map(StrataDataSourceBuildItem::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> problems = new ArrayList<>();
        for (AnnotationInstance annotation : index.getIndex().getAnnotations(TRANSACTIONAL)) {
            if (!isInterceptor(annotation)) {
                TransactionalCheck.check(annotation, names, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new DeploymentException(String.join("\n", problems));
        }
        warnOfJta(index, capabilities);
        beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(Transactional.class, TransactionalInterceptor.class, TransactionalMethods.class).build());
        if (capabilities.isPresent(Capability.RESTEASY_REACTIVE)) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable().addBeanClass(FailedResponse.class).build());
        }
    }

    /** On what is no bean it has no effect. */
    @BuildStep
    void onBeansAlone(CombinedIndexBuildItem index, ValidationPhaseBuildItem phase,
            BuildProducer<ValidationErrorBuildItem> errors) {
        Set<DotName> beans = phase.getContext().beans().classBeans().stream().map(BeanInfo::getBeanClass)
                .collect(Collectors.toSet());
        Set<String> others = new TreeSet<>();
        for (AnnotationInstance annotation : index.getIndex().getAnnotations(TRANSACTIONAL)) {
            ClassInfo owner = TransactionalCheck.owner(annotation);
            if (!isInterceptor(annotation) && !beans.contains(owner.name()) && !hasBeanBelow(owner, beans, index.getIndex())) {
                others.add("STRATA-4144: @Transactional has no effect on " + TransactionalCheck.describe(annotation)
                        + ", since no bean is of that class. Make " + owner.name() + " a bean, with @ApplicationScoped for "
                        + "example, or use db.transaction(tx -> …).");
            }
        }
        if (!others.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(new DeploymentException(String.join("\n", others))));
        }
    }

    /** Hibernate Reactive gives that annotation a meaning on such methods, Strata doesn't. */
    private static void warnOfJta(CombinedIndexBuildItem index, Capabilities capabilities) {
        if (capabilities.isPresent(Capability.HIBERNATE_REACTIVE)) {
            return;
        }
        Set<String> methods = new TreeSet<>();
        for (AnnotationInstance annotation : index.getIndex().getAnnotations(JTA)) {
            List<MethodInfo> meant = annotation.target().kind() == AnnotationTarget.Kind.METHOD
                    ? List.of(annotation.target().asMethod())
                    : annotation.target().asClass().methods();
            meant.stream().filter(TransactionalCheck::returnsUni).map(TransactionalCheck::describe).forEach(methods::add);
        }
        if (!methods.isEmpty()) {
            LOG.warnf("STRATA-4148: jakarta.transaction.Transactional begins no transaction of Strata. Use %s on %s",
                    TRANSACTIONAL, String.join(", ", methods));
        }
    }

    private static boolean isInterceptor(AnnotationInstance annotation) {
        return TransactionalCheck.owner(annotation).name().toString().equals(TransactionalInterceptor.class.getName());
    }

    private static boolean hasBeanBelow(ClassInfo owner, Set<DotName> beans, IndexView index) {
        return !owner.isInterface()
                && index.getAllKnownSubclasses(owner.name()).stream().anyMatch(below -> beans.contains(below.name()));
    }
}
