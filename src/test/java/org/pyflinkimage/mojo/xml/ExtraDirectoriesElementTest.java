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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.layout.ExtraLayout;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.ExtraDirectoryText;
import org.pyflinkimage.spec.ExtraDirectoryText.PermissionText;
import org.pyflinkimage.value.Problem;

/** {@code <extraDirectories>}, and the one that {@code docs/extra-files.md} shows. */
class ExtraDirectoriesElementTest {

    private static final Pattern BLOCK =
            Pattern.compile("```xml\n(?<xml><extraDirectories>.*?</extraDirectories>)\n```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private final Properties commandLine = new Properties();
    private final Properties project = new Properties();

    private Declaration read(String xml) throws Exception {
        Declaration declaration = new Declaration(folder);
        new DeclaredElements(
                        declaration, new DeclaredValues(commandLine, project), text -> text.replace("${late}", "late"))
                .extraDirectories(
                        xml.isEmpty() ? null : new XmlPlexusConfiguration(Xpp3DomBuilder.build(new StringReader(xml))));
        return declaration;
    }

    private List<ExtraDirectoryText> texts(String inner) throws Exception {
        Declaration declaration = read("<extraDirectories>" + inner + "</extraDirectories>");
        assertThat(declaration.problems()).isEmpty();
        return declaration.extraDirectories();
    }

    private static ExtraDirectoryText plain(String from, String into) {
        return new ExtraDirectoryText(from, into, List.of(), List.of(), List.of(), Optional.empty());
    }

    @Test
    void partsAreReadWithWhatMavenMakesOfThem() throws Exception {
        assertThat(texts("""
                        <extraDirectory>
                          <from> ${late} </from><into>/x</into>
                          <includes><include>*.a</include><include>*.b</include></includes><excludes>c, d</excludes>
                          <permissions>
                            <permission><file>/x/*.sh</file><mode> 755 </mode></permission><permission/>
                          </permissions>
                          <owner> 5:5 </owner>
                        </extraDirectory>
                        <extraDirectory>etc = /etc/flink</extraDirectory>
                        <extraDirectory><from>a</from></extraDirectory>"""))
                .containsExactly(
                        new ExtraDirectoryText(
                                "late",
                                "/x",
                                List.of("*.a", "*.b"),
                                List.of("c", "d"),
                                List.of(new PermissionText("/x/*.sh", "755"), new PermissionText("", "")),
                                Optional.of("5:5")),
                        plain("etc", "/etc/flink"),
                        plain("a", ""));
    }

    @Test
    void oneTextMayHaveSeveral() throws Exception {
        assertThat(texts("a=/a, b=/b")).containsExactly(plain("a", "/a"), plain("b", "/b"));
        assertThat(texts("")).isEmpty();
    }

    @Test
    void propertyServesWhereThePomsXmlIsSilentAndCommandLineWins() throws Exception {
        assertThat(read("").extraDirectories()).isEmpty();
        project.setProperty("pyflink.extraDirectories", "a=/a");
        assertThat(read("").extraDirectories()).containsExactly(plain("a", "/a"));
        assertThat(texts("b=/b")).containsExactly(plain("b", "/b"));
        commandLine.setProperty("pyflink.extraDirectories", "c=/c");
        assertThat(texts("<extraDirectory><from>b</from><owner>5</owner></extraDirectory>"))
                .containsExactly(plain("c", "/c"));
        commandLine.setProperty("pyflink.extraDirectories", "");
        assertThat(texts("b=/b")).isEmpty();
    }

    @Test
    void whatStandsInNoPlaceIsToldTogether() throws Exception {
        assertThat(read("""
                        <extraDirectories>
                          <extraDirectory><form>a</form><into>/b</into><permissions><permission><mod>1</mod></permission></permissions></extraDirectory>
                        </extraDirectories>""").problems())
                .extracting(Problem::what)
                .containsExactly(
                        "`<form>` is no element of `<extraDirectory>`", "`<mod>` is no element of `<permission>`");
    }

    @Test
    void exampleOfThePageIsLaidOut() throws Exception {
        file("etc/flink/application_properties.json");
        file("etc/flink/run.sh");
        file("etc/flink/README.md");
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/extra-files.md")));
        assertThat(block.find()).isTrue();

        DeclaredImages declared = DeclaredImages.read(read(block.group("xml")), Map.of(), Optional.empty());

        assertThat(ExtraLayout.treeOf(declared.specs().get(0).extraDirectories())
                        .entries())
                .extracting(entry -> "%s %s %o"
                        .formatted(
                                entry.path(), entry.node().owner(), entry.node().mode()))
                .containsExactly(
                        "/etc 0:0 755",
                        "/etc/flink 9999:9999 755",
                        "/etc/flink/application_properties.json 9999:9999 644",
                        "/etc/flink/run.sh 9999:9999 755");
    }

    private void file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }
}
