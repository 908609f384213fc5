package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.resolve.uv.UvSession.Attempt;
import org.pyflinkimage.resolve.uv.UvSession.Question;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.system.Scratch;

/** The runs of uv, played: every release is chosen whose wheel is offered, and the index has the sdists of some. */
class BuildlessRunsTest {

    private static final String UNSOLVED = "error: No solution found when resolving dependencies";

    private final Scratch scratch = Scratch.create();
    private final SdistTable sdists = new SdistTable();
    private final List<Path> files = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();
    private final List<String> askedByName = new ArrayList<>();
    private Set<String> index = Set.of("dill==0.3.1.1", "docopt==0.6.2", "other==1.0", "other==2.0");
    private String failure = UNSOLVED;
    private String answer = "";

    @AfterEach
    void close() {
        scratch.close();
    }

    @Test
    void nothingIsLetInWhereAddressesMayBe() {
        sdists.add("dill", "0.3.1.1", List.of());
        files.add(scratch.write(
                "requirements.txt", "by-address @ https://example.com/by_address-1.0-py3-none-any.whl\n"));

        Attempt attempt = attempt();

        assertThat(asked).singleElement().satisfies(question -> {
            assertThat(question.sdists().names()).isEmpty();
            assertThat(question.requirements()).isEqualTo(files);
            assertThat(question.constraints()).containsExactly("dill==0.3.1.1", "six<2");
        });
        assertThat(attempt.answer().orElseThrow().pylock())
                .contains("https://example.com/dill==0.3.1.1.tar.gz", "plain-1.0-py3-none-any.whl")
                .doesNotContain("dill-0.3.1.1-py3-none-any.whl");
    }

    @Test
    void whatIsLetInIsAskedForByNameAloneAtTheSamePlaces() {
        sdists.add("dill", "0.3.1.1", List.of());
        sdists.add("docopt", "0.6.2", List.of());
        files.add(scratch.write("pyflink.txt", "apache-flink==2.3.0\n"));
        files.add(scratch.write("requirements.txt", """
                --index-url https://example.com/simple
                --find-links /links
                by-address @ https://example.com/by_address-1.0-py3-none-any.whl
                """));
        scratch.folder("project-0");
        files.add(scratch.write("project-0/pyproject.toml", """
                [project]
                name = 'declared'
                version = '0'
                dependencies = ['docopt', 'evil @ https://example.com/evil-1.0-py3-none-any.whl']
                [tool.uv.sources]
                docopt = { index = 'corp' }
                [[tool.uv.index]]
                name = 'corp'
                url = 'https://corp.example.com/simple'
                """));

        assertThat(attempt().answer()).isPresent();

        assertThat(askedByName).hasSize(2);
        assertThat(askedByName.get(0))
                .isEqualTo("--index-url https://example.com/simple\n--find-links /links\ndill==0.3.1.1\n");
        assertThat(askedByName.get(1))
                .contains("dependencies = ['docopt==0.6.2']", "docopt.index = 'corp'", "corp.example.com")
                .doesNotContain("evil", "stand-ins");
    }

    @Test
    void aReleaseThatNobodyHasIsNotOfferedAgain() {
        index = Set.of("dill==0.3.1.1", "other==1.0");
        sdists.add("dill", "0.3.1.1", List.of());
        sdists.add("other", "1.0", List.of());
        sdists.add("other", "2.0", List.of());

        assertThat(attempt().answer().orElseThrow().pylock())
                .contains("other==1.0")
                .doesNotContain("other==2.0");

        assertThat(asked).hasSize(2);
        assertThat(scratch.resolve("stand-ins").toFile().list())
                .containsExactlyInAnyOrder("dill-0.3.1.1-py3-none-any.whl", "other-1.0-py3-none-any.whl");
    }

    @Test
    void wherePlacesCannotBeReadThatIsSaid() {
        sdists.add("dill", "0.3.1.1", List.of());
        index = Set.of();
        failure = "error: Failed to fetch: `https://example.com/simple/dill/`";

        Attempt attempt = attempt();

        assertThat(attempt.answer()).isEmpty();
        assertThat(attempt.run().errors()).isEqualTo(failure);
        assertThat(asked).hasSize(1);
    }

    @Test
    void warningsOfBothRunsAreTold() {
        sdists.add("dill", "0.3.1.1", List.of());

        assertThat(attempt().answer().orElseThrow().warnings())
                .extracting(problem -> problem.code())
                .containsExactly("PYF-477", "PYF-478");
    }

    @Test
    void whereNothingComesAsAnSdistUvIsAskedOnce() {
        assertThat(attempt().answer().orElseThrow().pylock()).contains("plain-1.0-py3-none-any.whl");
        assertThat(asked).hasSize(1);
        assertThat(askedByName).isEmpty();
    }

    private Attempt attempt() {
        Question question = new Question(files, sdists, UvTargets.LINUX).with(List.of("six<2"), List.of());
        return new BuildlessRuns(this::ask, this::askByName, () -> answer, scratch).attempt(question, List.of());
    }

    /** The highest version of each name, as a wheel of the folder that is named. */
    private ProgramRun ask(Question question, List<String> more) {
        asked.add(question);
        StringBuilder text = new StringBuilder(
                "[[packages]]\nname = 'plain'\nversion = '1.0'\nwheels = [{ url = 'https://x/plain-1.0-py3-none-any.whl' }]\n");
        if (!more.isEmpty()) {
            Path folder = Path.of(more.get(more.indexOf("--find-links") + 1));
            Set<String> offered = Set.of(folder.toFile().list());
            sdists.releases().stream()
                    .filter(release -> offered.contains(file(StandIns.requirement(release))))
                    .filter(release -> !StandIns.requirement(release).equals("other==1.0")
                            || !offered.contains(file("other==2.0")))
                    .forEach(release -> text.append("[[packages]]\nname = '%s'\nwheels = [{ url = '%s' }]\n"
                            .formatted(
                                    StandIns.name(release),
                                    folder.resolve(file(StandIns.requirement(release)))
                                            .toUri())));
        }
        answer = text.toString();
        return new ProgramRun(
                ProgramRun.End.EXITED, 0, "", "warning: The package `six` does not have an extra named `x`");
    }

    private static String file(String requirement) {
        return requirement.replace("==", "-") + "-py3-none-any.whl";
    }

    private ProgramRun askByName(Question question) {
        assertThat(question.constraints()).noneMatch(line -> line.contains("six"));
        question.requirements().forEach(file -> askedByName.add(text(file)));
        if (!question.sdists().constraints().stream().allMatch(index::contains)) {
            return new ProgramRun(ProgramRun.End.EXITED, 1, "", failure);
        }
        StringBuilder text = new StringBuilder();
        question.sdists()
                .constraints()
                .forEach(pin ->
                        text.append("[[packages]]\nname = '%s'\nsdist = { url = 'https://example.com/%s.tar.gz' }\n"
                                .formatted(pin.replaceFirst("=.*", ""), pin)));
        answer = text.toString();
        return new ProgramRun(ProgramRun.End.EXITED, 0, "", "warning: `dill==0.3.1.1` is yanked");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
