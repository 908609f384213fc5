package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class TemplatesTest {

    @TempDir
    private Path folder;

    @Test
    void fileOfTheSameNameReplacesATemplate() throws IOException {
        write("config.yaml.ftl", "own: [=value]\n");

        assertThat(render("config.yaml", Map.of("value", "x"))).isEqualTo("own: x\n");
    }

    @Test
    void othersAreTheProjectsOwn() {
        assertThat(render(
                        "flink-conf.yaml",
                        Map.of("flink", Map.of("version", "1.17.1"), "configuration", Map.of("a", "b"))))
                .startsWith("# Flink 1.17.1:")
                .endsWith("\na: b\n");
    }

    @Test
    void dollarSignsAndBracesOfShellsAreLeftAlone() throws IOException {
        write("x.ftl", "${HOME} #{x} \"${a[@]}\" $((1 << 2)) <<<x & < >\n");

        assertThat(render("x", Map.of())).isEqualTo("${HOME} #{x} \"${a[@]}\" $((1 << 2)) <<<x & < >\n");
    }

    @Test
    void windowsLineEndingsNeverGetThrough() throws IOException {
        write("x.ftl", "a\r\n[=b]\r\nc\r\n");

        assertThat(render("x", Map.of("b", "1\r\n2"))).isEqualTo("a\n1\n2\nc\n");
    }

    @Test
    void numbersAreWrittenForMachinesWhateverTheLocale() throws IOException {
        write("x.ftl", "[=n] [=yes?c] [=text?upper_case]");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(render("x", Map.of("n", 1234567, "yes", true, "text", "i")))
                    .isEqualTo("1234567 true I");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void textIsUtf8() throws IOException {
        write("x.ftl", "Zürich [=x]");

        assertThat(render("x", Map.of("x", "→"))).isEqualTo("Zürich →");
    }

    @Test
    void whatTheModelDoesNotHaveIsAProblemThatNamesIt() throws IOException {
        write("x.ftl", "a\nb [=flink.verzion]\n");

        assertThatThrownBy(() -> render("x", Map.of("flink", Map.of("version", "1"))))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("[PYF-706] template `x.ftl`")
                .hasMessageContaining("line 2: the model has no `flink.verzion`");
    }

    @Test
    void wrongSyntaxIsAProblemWithItsLine() throws IOException {
        write("x.ftl", "a\n<#if x>\n");

        assertThatThrownBy(() -> render("x", Map.of()))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("PYF-706")
                .hasMessageContaining("line ");
    }

    @Test
    void templateCannotReachClasses() throws IOException {
        write("x.ftl", "[='freemarker.template.utility.Execute'?new()('id')]");

        assertThatThrownBy(() -> render("x", Map.of())).isInstanceOf(PyFlinkException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#macro m><@m/></#macro><@m/>",
                "<#include 'x.ftl'>",
                "<#function f a><#return f(a)></#function>[=f(1)]"
            })
    void templateThatCallsItselfWithoutEndIsAProblem(String text) throws IOException {
        write("x.ftl", text);

        assertThatThrownBy(() -> render("x", Map.of()))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-706", "without end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#list 1.. as x></#list>",
                "<#list 1.. as x>[=x]</#list>",
                "[=(1..)?filter(x -> x < 0)?first]",
                "[=(1..)?take_while(x -> x != 0)?seq_contains(-1)?c]",
                "[=(1..)?map(x -> x + x)?seq_index_of(0)]",
                "[=(1..)?drop_while(x -> x - 1 gte 0)?first]",
                "[=(1..)?filter(x -> x * 2 == x / 2 || x % 2 == 2)?first]",
                "<#include 'y.ftl'>",
                "<#import 'z.ftl' as z><@z.m/>"
            })
    void templateWithoutAnEndIsAProblem(String text) throws Exception {
        write("x.ftl", text);
        write("y.ftl", "<#list 1.. as x></#list>");
        write("z.ftl", "<#macro m><#list 1.. as x></#list></#macro>");
        Templates templates = new Templates(Optional.of(folder), Duration.ofSeconds(1));

        assertThatThrownBy(() -> templates.render("x", Map.of()))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-706", "`x.ftl`", "not through after 1.0 s");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("pyflink-template")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as("is left behind").isFalse();
            }
        }
    }

    /** Of what nothing can stop there is never more than one. */
    @Test
    void templatesThatNothingStopsDoNotAddUp() throws Exception {
        write("x.ftl", "[=endless()]");
        write("y.ftl", "fine");
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        TemplateMethodModelEx endless = arguments -> {
            worker.set(Thread.currentThread());
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            return "";
        };
        Templates templates = new Templates(Optional.of(folder), Duration.ofSeconds(1));

        assertThatThrownBy(() -> templates.render("x", Map.of("endless", endless)))
                .hasMessageContaining("PYF-706");
        assertThatThrownBy(() -> render("y", Map.of())).hasMessageContainingAll("PYF-870", "`y.ftl`", "PYF-706");
        end.countDown();
        worker.get().join();
        assertThat(render("y", Map.of())).isEqualTo("fine");
    }

    /** What is made of a value would heed no interruption. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<@'<#list 1.. as x></#list>'?interpret/>",
                "<#assign t = '<#list 1.. as x></#list>' ? <#-- so --> interpret><@t/>",
                "[=('1' + '+1')?eval]",
                "[=\"[='1'?eval]\"]",
                "<#macro m><#if false>[='1'?eval]</#if></#macro>",
                "<#include 'y.ftl'>"
            })
    void templateMadeOfAValueIsAProblem(String text) throws IOException {
        write("x.ftl", text);
        write("y.ftl", "[='1'?eval]");

        assertThatThrownBy(() -> render("x", Map.of()))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-706", "is none of what templates may do here");
    }

    @Test
    void valuesThatAreReadAndWordsLikeThoseAreNoTemplates() throws IOException {
        write("x.ftl", "[='[1, 2]'?eval_json?size] what?interpretation");

        assertThat(render("x", Map.of())).isEqualTo("2 what?interpretation");
    }

    @Test
    void missingFolderIsAProblem() {
        Optional<Path> missing = Optional.of(folder.resolve("missing"));

        assertThatThrownBy(() -> new Templates(missing))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("PYF-707")
                .hasMessageContaining("<templates>");
    }

    @Test
    void fileInPlaceOfTheFolderIsAProblem() throws IOException {
        write("file", "");

        assertThatThrownBy(() -> new Templates(Optional.of(folder.resolve("file"))))
                .hasMessageContaining("PYF-707")
                .hasMessageContaining("it is a file");
    }

    @Test
    void identityIsAnotherWhenAFileOfALinkedFolderIs() throws IOException {
        Files.createDirectories(folder.resolve("real/parts"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
        Templates templates = new Templates(Optional.of(link));
        Set<String> identities = new HashSet<>(Set.of(templates.identity()));

        write("real/parts/a.ftl", "a");
        assertThat(identities.add(templates.identity())).isTrue();
        assertThat(templates.identity())
                .isEqualTo("parts/a.ftl " + Sha256.of("a") + "\n")
                .isEqualTo(new Templates(Optional.of(folder.resolve("real"))).identity());
        write("real/parts/a.ftl", "b");
        assertThat(identities.add(templates.identity())).isTrue();
        write("real/config.yaml", "c");
        assertThat(identities.add(templates.identity())).isTrue();
        assertThat(templates.render("parts/a", Map.of())).isEqualTo("b");
    }

    @Test
    void whatProgramsLeaveInTheFolderIsNoPartOfItsIdentity() throws IOException {
        write("x.ftl", "a");
        Templates templates = new Templates(Optional.of(folder));
        String before = templates.identity();

        Files.write(folder.resolve(".DS_Store"), new byte[] {0, 0, 0, 1, (byte) 0xff});

        assertThat(templates.identity()).isEqualTo(before).isNotEmpty();
        assertThat(new Templates(Optional.empty()).identity()).isEmpty();
    }

    @Test
    void templateOfAnotherEncodingIsAProblem() throws IOException {
        Files.write(folder.resolve("x.ftl"), "Zürich".getBytes(StandardCharsets.ISO_8859_1));
        write("y.ftl", "a <#include 'x.ftl'>");

        for (String name : List.of("x", "y")) {
            assertThatThrownBy(() -> render(name, Map.of()))
                    .isInstanceOf(PyFlinkException.class)
                    .hasMessageContainingAll("[PYF-707]", folder.resolve("x.ftl") + "` is no UTF-8 text");
        }
    }

    private String render(String name, Map<String, Object> model) {
        return new Templates(Optional.of(folder)).render(name, model);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
