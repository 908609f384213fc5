package org.pyflinkimage.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.MemoryFolder;
import org.pyflinkimage.build.Request;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.value.Sha256;

/**
 * A lock file whose form is right, and which says something else than was resolved: another package's file under a name, another sum or
 * size, sources elsewhere. Its image is refused, or the one that it was, be the store full or empty.
 */
@Tag("attack")
class SwappedArtifactsTest {

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.CHANGED_LOCKS);

    private static final Pattern ARTIFACT =
            Pattern.compile("\\{\"(name|wheel)\".*?(\"path\":\"[^\"]*\",\"sha256\":\"[^\"]*\",\"size\":[0-9]+)}");

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private TinyImage tiny;
    private Request request;
    private String lock;
    private Map<String, Sha256> whole;

    @BeforeEach
    void build() throws IOException {
        tiny = new TinyImage(folder).mirrored();
        request = tiny.request(BuildProcess.spec(tiny));
        tiny.build(request);
        whole = Results.of(tiny.results());
        lock = Files.readString(tiny.lockFile());
    }

    @Test
    void fileOfAnotherPackageIsNotTakenForIt() throws IOException {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Matcher one = ARTIFACT.matcher(lock); one.find(); ) {
            for (Matcher other = ARTIFACT.matcher(lock); other.find(); ) {
                if (one.group(1).equals(other.group(1)) && !one.group(2).equals(other.group(2))) {
                    changed.put(
                            lock.substring(0, one.start(2)) + other.group(2) + lock.substring(one.end(2)),
                            "%s\nwith the file of\n%s".formatted(one.group(), other.group()));
                }
            }
        }
        assertThat(changed).hasSizeGreaterThan(30);

        judge(changed, 8);
    }

    @Test
    void otherSumsAndSizesAreNotBelieved() throws IOException {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Matcher value = Pattern.compile("\"sha256\":\"|\"size\":").matcher(lock); value.find(); ) {
            String other = value.group().contains("size") ? "1" : "f";
            changed.put(
                    lock.substring(0, value.end()) + other + lock.substring(value.end() + other.length()),
                    value.group() + other + " at " + value.start());
        }
        judge(changed, 6);
    }

    @Test
    void sourcesElsewhereGiveTheSameOrNothing() throws IOException {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Matcher address = Pattern.compile("(?<=\": \")file:[^\"]*").matcher(lock); address.find(); ) {
            for (String other : List.of(
                    "file:///dev/",
                    "file:///proc/self/",
                    "file:///",
                    "http://127.0.0.1:1/",
                    "./job/",
                    "./",
                    "file:///dev/fd/")) {
                changed.put(
                        lock.substring(0, address.start()) + other + lock.substring(address.end()),
                        "source " + other + " at " + address.start());
            }
        }
        judge(changed, 4);
    }

    private void judge(Map<String, String> locks, int few) throws IOException {
        for (Map.Entry<String, String> changed : Tries.selected(new ArrayList<>(locks.entrySet()), few)) {
            for (String gone : List.of("target", "store/derived", "store")) {
                Results.delete(tiny.results());
                Results.delete(folder.resolve(gone));
                Files.writeString(tiny.lockFile(), changed.getKey());
                TRIES.attempt(
                        changed.getValue() + "\nwithout " + gone,
                        () -> tiny.build(request),
                        () -> assertThat(Results.of(tiny.results())).isEqualTo(whole));
                Files.writeString(tiny.lockFile(), lock);
                tiny.build(request);
            }
        }
    }
}
