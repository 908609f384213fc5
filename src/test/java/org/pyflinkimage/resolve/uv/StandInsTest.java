package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.Metadata;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.system.Scratch;

class StandInsTest {

    private final Scratch scratch = Scratch.create();

    @AfterEach
    void close() {
        scratch.close();
    }

    @Test
    void theySayWhatTheirReleasesRequire() {
        SdistTable table = new SdistTable();
        table.add("avro-python3", "1.10.2", List.of("six>=1", "snappy ; extra == 'snappy'"));
        table.permit(NormalizedName.of("other"));
        table.learn(
                NormalizedName.of("other"),
                "2",
                Metadata.parse("Name: other\nVersion: 2\nRequires-Python: >=3.8\nProvides-Extra: x\n\n")
                        .orElseThrow());

        StandIns standIns = StandIns.write(table.releases(), scratch);

        String avro = "avro_python3-1.10.2-py3-none-any.whl";
        Metadata said = Metadata.ofWheel(standIns.folder().resolve(avro), avro);
        assertThat(said.writtenName()).isEqualTo("avro-python3");
        assertThat(said.version()).isEqualTo("1.10.2");
        assertThat(said.requires().stream().map(Object::toString)).hasSize(2);
        assertThat(said.requires().get(0).toLine()).isEqualTo("six>=1");
        String other = "other-2-py3-none-any.whl";
        Metadata learnt = Metadata.ofWheel(standIns.folder().resolve(other), other);
        assertThat(learnt.requiresPython().map(Object::toString)).contains(">=3.8");
        assertThat(learnt.extras()).containsExactly("x");
        assertThat(standIns.folder().toFile().list()).containsExactlyInAnyOrder(avro, other);
    }

    @Test
    void thoseOfAnEarlierQuestionAreGone() {
        SdistTable table = SdistTable.carried();
        StandIns.write(table.releases(), scratch);

        StandIns fewer = StandIns.write(table.without(NormalizedName.of("dill")).releases(), scratch);

        assertThat(fewer.folder().toFile().list())
                .contains("docopt-0.6.2-py3-none-any.whl")
                .doesNotContain("dill-0.3.1.1-py3-none-any.whl");
        assertThat(fewer.options())
                .containsExactly("--find-links", fewer.folder().toString());
        assertThat(StandIns.write(List.of(), scratch).options()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url = 'file:///C:/Users/me/stand-ins/docopt-0.6.2-py3-none-any.whl'",
                "path = 'stand-ins/docopt-0.6.2-py3-none-any.whl'",
                "path = 'stand-ins\\docopt-0.6.2-py3-none-any.whl'",
                "name = 'docopt-0.6.2-py3-none-any.whl', url = 'file:///x'"
            })
    void theyAreFoundInAnAnswerWhereverTheyLie(String place) {
        StandIns standIns = StandIns.write(SdistTable.carried().releases(), scratch);
        JsonNode answer = Toml.parse("""
                [[packages]]
                name = 'docopt'
                wheels = [{ %s }]
                [[packages]]
                name = 'dill'
                wheels = [{ url = 'https://example.com/dill-0.3.9-py3-none-any.whl' }]
                [[packages]]
                name = 'crcmod'
                archive = { path = 'stand-ins/crcmod-1.7-py3-none-any.whl' }
                """.formatted(place), "test");

        assertThat(standIns.in(answer)).extracting(StandIns::requirement).containsExactly("docopt==0.6.2");
    }

    @Test
    void whatComesFromAnIndexByNameComesFromTheirFolder() {
        Path project = scratch.folder("project-0").resolve("pyproject.toml");
        scratch.write("project-0/pyproject.toml", """
                [project]
                name = 'declared'
                version = '0'
                dependencies = ['Doc_opt', 'docopt>=0.6', 'extra']
                [tool.uv.sources]
                Docopt = { index = 'corp' }
                extra = { index = 'corp' }
                dill = { index = 'corp' }
                [[tool.uv.index]]
                name = 'corp'
                url = 'https://example.com/simple'
                """);
        Path plain = scratch.write("requirements.txt", "six\n");
        StandIns standIns = StandIns.write(SdistTable.carried().releases(), scratch);

        List<Path> told = standIns.question(
                        new UvSession.Question(List.of(plain, project), SdistTable.carried(), UvTargets.LINUX), scratch)
                .requirements();

        assertThat(told).hasSize(2).first().isEqualTo(plain);
        JsonNode sources = Toml.readIfPresent(told.get(1)).at("/tool/uv/sources");
        assertThat(told.get(1)).isNotEqualTo(project).hasFileName("pyproject.toml");
        assertThat(sources.at("/Docopt/index").asText()).isEqualTo("pyflink-stand-ins");
        assertThat(sources.at("/extra/index").asText()).isEqualTo("corp");
        assertThat(sources.at("/dill/index").asText()).isEqualTo("corp");
        assertThat(Toml.readIfPresent(told.get(1)).at("/tool/uv/index/1").toString())
                .contains(
                        "pyflink-stand-ins",
                        "flat",
                        "true",
                        standIns.folder().toUri().toString());
    }
}
