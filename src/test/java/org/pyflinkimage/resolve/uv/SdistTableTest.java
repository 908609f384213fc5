package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.python.Metadata;
import org.pyflinkimage.python.NormalizedName;

class SdistTableTest {

    @Test
    void tellsUvWhatTheRecipesRequire() {
        assertThat(SdistTable.carried().metadata())
                .extracting(JsonNode::toString)
                .contains(
                        "{\"name\":\"hdfs\",\"version\":\"2.7.3\",\"requires-dist\":[\"docopt\",\"requests>=2.7.0\",\"six>=1.9.0\"]}",
                        "{\"name\":\"crcmod\",\"version\":\"1.7\",\"requires-dist\":[]}")
                .hasSize(11);
    }

    @Test
    void uvNeedNotBuildReleasesThatNobodyKnows() {
        assertThat(SdistTable.carried().metadata())
                .extracting(JsonNode::toString)
                .contains("{\"name\":\"crcmod\",\"requires-dist\":[]}");
    }

    @Test
    void everyReleaseRequiresWhatTheFirstDoes() {
        SdistTable table = new SdistTable();
        table.add("x", "1", List.of("six"));
        table.add("x", "2", List.of("six<2"));

        assertThat(table.metadata())
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"name\":\"x\",\"requires-dist\":[\"six\"]}",
                        "{\"name\":\"x\",\"version\":\"1\",\"requires-dist\":[\"six\"]}",
                        "{\"name\":\"x\",\"version\":\"2\",\"requires-dist\":[\"six<2\"]}");
    }

    @Test
    void withoutADistributionItIsAsIfNothingHadBeenLearntOfIt() {
        SdistTable table = new SdistTable();
        table.add("x", "1", List.of("six"));
        table.permit(NormalizedName.of("y"));
        table.learn(
                NormalizedName.of("y"),
                "2",
                Metadata.parse("Name: y\nVersion: 2\n\n").orElseThrow());

        SdistTable fewer = table.without(NormalizedName.of("y"));

        assertThat(fewer.names()).containsExactly("x");
        assertThat(fewer.permits(NormalizedName.of("y"))).isFalse();
        assertThat(fewer.contains(NormalizedName.of("y"), "2")).isFalse();
        assertThat(fewer.metadata())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.path("name").asText()).isEqualTo("x"));
        assertThat(table.contains(NormalizedName.of("y"), "2")).isTrue();
    }

    @Test
    void constrainsWhatIsKnownInOneVersionOnly() {
        SdistTable table = SdistTable.carried();
        table.add("apache-flink-libraries", "1.17.1", List.of());

        assertThat(table.names())
                .containsExactly("apache-flink-libraries", "avro-python3", "crcmod", "dill", "docopt", "hdfs");
        assertThat(table.constraints())
                .contains("dill==0.3.1.1", "apache-flink-libraries==1.17.1")
                .noneMatch(constraint -> constraint.startsWith("avro-python3"));
        assertThat(table.contains(NormalizedName.of("avro_python3"), "1.9.2.1")).isTrue();
        assertThat(table.contains(NormalizedName.of("dill"), "0.3.9")).isFalse();
    }
}
