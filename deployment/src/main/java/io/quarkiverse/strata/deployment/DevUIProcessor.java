package io.quarkiverse.strata.deployment;

import io.quarkiverse.strata.runtime.devui.MigrationsJsonRPCService;
import io.quarkiverse.strata.runtime.devui.PoolsJsonRPCService;
import io.quarkiverse.strata.runtime.devui.QueriesJsonRPCService;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/** The card and the pages of the Dev UI. In dev mode alone: the pages can undo migrations. */
class DevUIProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    CardPageBuildItem card() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.setHeadlessComponentLink("qwc-strata-tab.js");
        card.addPage(Page.webComponentPageBuilder()
                .title("Migrations")
                .icon("font-awesome-solid:layer-group")
                .componentLink("qwc-strata-migrations.js")
                .streamingLabelJsonRPCMethodName("streamMigrationsLabel"));
        card.addPage(Page.webComponentPageBuilder()
                .title("Pools")
                .icon("font-awesome-solid:database")
                .componentLink("qwc-strata-pools.js")
                .streamingLabelJsonRPCMethodName("streamPoolsLabel"));
        card.addPage(Page.webComponentPageBuilder()
                .title("Queries")
                .icon("font-awesome-solid:magnifying-glass-chart")
                .componentLink("qwc-strata-queries.js")
                .streamingLabelJsonRPCMethodName("streamQueriesLabel"));
        return card;
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void services(BuildProducer<JsonRPCProvidersBuildItem> services) {
        services.produce(new JsonRPCProvidersBuildItem(MigrationsJsonRPCService.class));
        services.produce(new JsonRPCProvidersBuildItem(PoolsJsonRPCService.class));
        services.produce(new JsonRPCProvidersBuildItem(QueriesJsonRPCService.class));
    }
}
