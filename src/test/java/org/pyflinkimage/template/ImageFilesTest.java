package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

class ImageFilesTest {

    private final ImageFiles files = new ImageFiles(new Templates(Optional.empty()));

    @ParameterizedTest
    @ValueSource(strings = {"1.16.3", "1.17.1", "1.18.1", "1.19.3", "1.20.5", "2.0.1", "2.2.1", "2.3.0"})
    void rendersWhatWasReviewed(String flink) throws IOException {
        Map<String, String> declared = new LinkedHashMap<>();
        declared.put("taskmanager.numberOfTaskSlots", "4");
        declared.put("env.java.opts.all", "-Dfoo=1 -Dbar=2");
        ImageSpec spec = Specs.spec(flink, declared, Specs.job("word_count.py"));

        SortedMap<UnixPath, RenderedFile> rendered = files.render(spec, Specs.shipped(flink));

        StringBuilder list = new StringBuilder();
        rendered.forEach((path, file) -> {
            list.append(Integer.toOctalString(file.mode()))
                    .append(' ')
                    .append(path)
                    .append('\n');
            Golden.assertMatches("template/" + flink + path, file.text());
        });
        Golden.assertMatches("template/" + flink + "/files.txt", list.toString());
    }

    @Test
    void rendersTheSameForAnotherOrderOfTheDeclaration() throws IOException {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("b", "2");
        other.put("a", "1");

        assertThat(files.render(Specs.spec("2.3.0", one, Optional.empty()), Specs.shipped("2.3.0")))
                .isEqualTo(files.render(Specs.spec("2.3.0", other, Optional.empty()), Specs.shipped("2.3.0")));
    }

    @Test
    void wrongFlinkConfigIsAProblem() throws IOException {
        ImageSpec spec = Specs.spec("1.17.1", Map.of("a", "x#y"), Optional.empty());
        String shipped = Specs.shipped("1.17.1");

        assertThatThrownBy(() -> files.render(spec, shipped))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("PYF-703");
    }
}
