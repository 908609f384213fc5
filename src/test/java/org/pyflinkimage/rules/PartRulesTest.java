package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.spec;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.DeclaredSettings;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.ImageSpec;

class PartRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            2.3.0  | s3-fs-hadoop | none
            2.3.0  | s3-fs-hadop  | `<distribution><part>s3-fs-hadoop</part></distribution>` (-Dpyflink.distribution=s3-fs-hadoop)
            2.3.0  | cep-scala    | leave it out of `<distribution>` (-Dpyflink.distribution); jars of others are `<connectors>` (-Dpyflink.connectors)
            1.20.5 | cep-scala    | none
            1.15.4 | sql-gateway  | leave it out of `<distribution>` (-Dpyflink.distribution); jars of others are `<connectors>` (-Dpyflink.connectors)
            """)
    void namesAreHeldAgainstTheRelease(String flink, String name, String remedy) {
        List<String> remedies = Judged.by("PYF-228", subject(flink, Map.of(), "", name)).stream()
                .map(problem -> problem.remedies().get(0))
                .toList();

        assertThat(remedies).isEqualTo(remedy == null ? List.of() : List.of(remedy));
    }

    @Test
    void lineOfAPartIsTold() {
        assertThat(Judged.by("PYF-228", subject("2.3.0", Map.of(), "", "cep-scala")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).containsExactly("Flink from 1.13 to 1.20 has it"));
        assertThat(Judged.by("PYF-228", subject("1.15.4", Map.of(), "", "sql-gateway")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).containsExactly("Flink from 1.16 on has it"));
    }

    @Test
    void partsThatAreRightStay() {
        assertThat(Judged.by("PYF-228", subject("2.3.0", Map.of(), "", "sql-gateway", "s3-fs-hadop", "gs-fs-hadoop")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies().get(0))
                        .endsWith("(-Dpyflink.distribution=gs-fs-hadoop,s3-fs-hadoop,sql-gateway)"));
    }

    @Test
    void partMayBeEnabledAsAPlugin() {
        String plugin = "flink-s3-fs-hadoop-2.3.0.jar";

        assertThat(Judged.by("PYF-218", subject("2.3.0", Map.of(), plugin, "s3-fs-hadoop")))
                .isEmpty();
        assertThat(Judged.by("PYF-218", subject("2.3.0", Map.of(), plugin, "sql-gateway")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies())
                        .first()
                        .isEqualTo("`<distribution><part>sql-gateway</part><part>s3-fs-hadoop</part></distribution>`"
                                + " (-Dpyflink.distribution=sql-gateway,s3-fs-hadoop)"));
        assertThat(Judged.by("PYF-218", subject("2.3.0", Map.of(), "flink-s3-fs-hadoop-2.2.0.jar", "s3-fs-hadoop")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies())
                        .first()
                        .isEqualTo("its whole name: `flink-s3-fs-hadoop-2.3.0.jar`"));
    }

    @Test
    void partThatIsNoPluginServesNoAddress() {
        Map<String, String> bucket = Map.of("state.checkpoints.dir", "s3://lab/checkpoints");
        String enabled = "flink-cep-2.3.0.jar;flink-s3-fs-presto-2.3.0.jar";

        assertThat(Judged.by("PYF-227", subject("2.3.0", bucket, enabled, "s3-fs-presto")))
                .isEmpty();
        assertThat(Judged.by("PYF-227", subject("2.3.0", bucket, "flink-cep-2.3.0.jar", "s3-fs-presto")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies())
                        .contains("`<environment><ENABLE_BUILT_IN_PLUGINS>%s</ENABLE_BUILT_IN_PLUGINS></environment>`"
                                        .formatted(enabled)
                                + " (-Dpyflink.environment.ENABLE_BUILT_IN_PLUGINS=%s)".formatted(enabled)));
    }

    private static Subject subject(String flink, Map<String, String> config, String plugins, String... parts) {
        ImageSpec plain = spec(cell(flink, flink.startsWith("1.") ? 11 : 17, "3.10"));
        DeclaredSettings settings = plain.settings();
        ContainerSpec container = settings.container();
        Map<String, String> environment = plugins.isEmpty() ? Map.of() : Map.of("ENABLE_BUILT_IN_PLUGINS", plugins);
        return Subject.of(plain.with(plain.contents().withParts(DistributionParts.of(parts)))
                .with(settings.withFlinkConfig(config)
                        .withContainer(new ContainerSpec(environment, container.user()))));
    }
}
