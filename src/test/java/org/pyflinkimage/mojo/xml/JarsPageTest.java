package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.build.validation.Validation;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.verdict.MatrixVerdict;

/** The connectors that {@code docs/jars.md} shows. */
class JarsPageTest {

    private static final Pattern BLOCK = Pattern.compile("```xml\n(<connectors>.*?</connectors>)\n```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static List<String> examples() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("docs/jars.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(xml)?", ""))
                .toList();
        assertThat(blocks).hasSize(2);
        return blocks;
    }

    private List<ImageSpec> specs(String flink, String connectors) throws Exception {
        Declaration declaration = new Declaration(folder)
                .with(Element.FLINK, List.of(flink))
                .with(Element.JAVA, List.of("11"))
                .with(Element.PYTHON, List.of("3.11"));
        new DeclaredElements(declaration, new DeclaredValues(new Properties(), new Properties()), text -> text)
                .connectors(new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader(connectors))));
        return DeclaredImages.read(declaration, Map.of(), Optional.empty()).specs();
    }

    @Test
    void connectorsWithTheirDependenciesFit() throws Exception {
        List<ImageSpec> specs = specs("1.20.5", examples().get(0));
        MatrixVerdict verdict = Validation.with(Map.of(), Optional.empty()).judge(specs);

        assertThat(specs.get(0).transitive())
                .hasToString("[TransitiveConnector[jar=org.apache.hadoop:hadoop-common:3.3.6,"
                        + " exclusions=[com.sun.jersey:*, javax.servlet.jsp:jsp-api, org.eclipse.jetty:*]],"
                        + " TransitiveConnector[jar=org.apache.hadoop:hadoop-hdfs-client:3.3.6, exclusions=[]]]");
        assertThat(specs.get(0).connectors()).hasSize(4);
        assertThat(verdict.isRefused()).isFalse();
        assertThat(verdict.problems()).isEmpty();
    }

    @Test
    void connectorsWithPlacesOfTheirOwnFit() throws Exception {
        List<ImageSpec> specs = specs("2.0.2", examples().get(1));
        MatrixVerdict verdict = Validation.with(Map.of(), Optional.empty()).judge(specs);

        assertThat(specs.get(0).connectors())
                .extracting(jar -> specs.get(0).placeOf(jar).value())
                .containsExactly("/opt/flink/plugins/gs", "/opt/flink/opt");
        assertThat(verdict.isRefused()).isFalse();
        assertThat(verdict.problems()).isEmpty();
    }
}
