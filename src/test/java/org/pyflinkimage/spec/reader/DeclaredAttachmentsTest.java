package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobAttachments.Archive;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

/** What of a job's files is imported from, unpacked, or on Flink's class path. */
class DeclaredAttachmentsTest extends DeclarationFixture {

    @BeforeEach
    void job() throws IOException {
        file("src/main/python/app.py");
        declare(Element.MODULE, "app");
    }

    private JobAttachments attachments() {
        return spec().job().orElseThrow().attachments();
    }

    @Test
    void areNamedFromTheJobsFolderOn() {
        declare(Element.FILES, "./libs/a.zip", "own/");
        declare(Element.ARCHIVES, "m/a.zip#a", "b.tar.gz");
        declare(Element.JARS, "libs\\u.jar");

        assertThat(attachments())
                .isEqualTo(new JobAttachments(
                        List.of("libs/a.zip", "own"),
                        List.of(new Archive("m/a.zip", Optional.of("a")), new Archive("b.tar.gz", Optional.empty())),
                        List.of("libs/u.jar")));
        assertThat(attachments().pythonPath()).containsExactly("/opt/flink/usrlib/libs/a.zip", "/opt/flink/usrlib/own");
    }

    @Test
    void archivesAreASettingOfFlink() {
        declaration.withFlinkConfig(List.of(new Setting("a.b", "c")));
        declare(Element.ARCHIVES, "m/a.zip#a", "b.tar.gz");

        assertThat(spec().flinkConfig())
                .isEqualTo(Map.of(
                        "a.b", "c",
                        "python.archives", "file:///opt/flink/usrlib/m/a.zip#a,file:///opt/flink/usrlib/b.tar.gz"));
    }

    @Test
    void withoutArchivesThatIsTheUsers() {
        declaration.withFlinkConfig(List.of(new Setting("python.archives", "s3://b/a.zip")));
        declare(Element.FILES, "a.zip");

        assertThat(spec().flinkConfig()).isEqualTo(Map.of("python.archives", "s3://b/a.zip"));
    }

    @Test
    void archivesAndThatSettingExcludeEachOther() {
        declaration.withFlinkConfig(List.of(new Setting("python.archives", "s3://b/a.zip")));
        declare(Element.ARCHIVES, "m.zip#m");

        assertThat(problem().toText()).contains("PYF-264", "`file:///opt/flink/usrlib/m.zip#m`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/x.zip",
                "../x.zip",
                "a/../x.zip",
                "./.",
                "a//b",
                "a,b",
                "a:b",
                "a#",
                "a#b#c",
                "#a",
                "a#b/c",
                "a#.",
                "a#..",
                "a\nb"
            })
    void otherTextIsNoArchive(String text) {
        declare(Element.ARCHIVES, text);

        assertThat(problem().toText())
                .contains(
                        "PYF-263",
                        "in `<job><archives>` is no path in the job",
                        "-Dpyflink.archives=models/lda.zip#lda");
    }

    /** Flink unpacks both into one folder, and links of one name lead to one jar. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ARCHIVES | a.zip#data | b.zip#data  | unpacked into `data`
            ARCHIVES | a.zip      | other/a.zip | unpacked into `a.zip`
            ARCHIVES | a.zip      | b.zip#a.zip | unpacked into `a.zip`
            JARS     | a/u.jar    | b/u.jar     | linked as `u.jar`
            """)
    void onePlaceIsForOneOfThem(Element element, String one, String other, String told) {
        declare(element, one, other);

        assertThat(problem().toText()).contains("PYF-276", told);
    }

    @Test
    void placesOfTheirOwnAreFine() {
        declare(Element.ARCHIVES, "a.zip#one", "a.zip#..two", "b/a.zip", "b.zip");
        declare(Element.JARS, "a/u.jar", "a/v.jar");

        assertThat(attachments().archives())
                .extracting(Archive::target)
                .containsExactly("one", "..two", "a.zip", "b.zip");
    }

    @Test
    void singleModulesAreLookedForInTheirFolder() {
        declare(Element.FILES, "libs/a.py", "rates.py", "libs/b.py", "libs");

        assertThat(attachments().pythonPath()).containsExactly("/opt/flink/usrlib/libs");
    }

    @ParameterizedTest
    @CsvSource({"FILES, <files>, pyflink.files", "JARS, <jars>, pyflink.jars"})
    void noFolderStandsBehindOtherPaths(Element element, String tag, String property) {
        declare(element, "a.zip#a");

        assertThat(problem().toText()).contains("PYF-263", "`<job>" + tag + "`", "-D" + property);
    }

    @ParameterizedTest
    @EnumSource(names = {"FILES", "ARCHIVES", "JARS"})
    void withoutAJobTheyAreAProblem(Element element) {
        declare(Element.MODULE);
        declare(element, "a.zip");

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-261");
        assertThat(problem().what()).contains("-D" + element.property());
    }
}
