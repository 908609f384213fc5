package org.pyflinkimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing of the machine has one door, in the room {@code system}: who else needs it uses what stands there. */
class SystemDoorTest {

    private static final String ROOM = "org.pyflinkimage.system.";
    private static final JavaClasses CLASSES = OwnClasses.imported();

    /** The JVM's own clients of HTTP know no other place for their settings than its properties. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.lang.System.getenv                        | Environment
            java.lang.System.getProperties                 | Turn
            java.lang.System.getProperty                   | Environment HostPlatform Presence Scratch org.pyflinkimage.build.JvmProxies org.pyflinkimage.fetch.HttpTransport org.pyflinkimage.fetch.TrustedAuthorities
            java.lang.System.setProperty                   | Presence org.pyflinkimage.build.JvmProxies org.pyflinkimage.fetch.HttpTransport
            java.nio.channels.FileChannel.lock             |
            java.nio.channels.FileChannel.tryLock          | SystemLock
            java.nio.file.StandardCopyOption.ATOMIC_MOVE   | WholeFile
            java.nio.file.Files.createTempDirectory        | Scratch
            java.nio.file.Files.createTempFile             |
            java.lang.Runtime.exec                         |
            java.lang.Thread.sleep                         | Interruption
            java.util.Collection.parallelStream            |
            java.util.stream.BaseStream.parallel           |
            """)
    void memberIsUsedInOnePlace(String member, String places) {
        assertThat(users(type -> type.getAccessesFromSelf().stream().anyMatch(access -> leadsTo(access, member))))
                .as("what uses %s", member)
                .containsExactlyElementsOf(expected(places));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.lang.ProcessBuilder                       | RunningProgram
            java.nio.file.attribute.PosixFilePermissions   | FileRights
            java.lang.Process                              | RunningProgram
            java.lang.ProcessHandle                        | RunningProgram
            java.lang.Thread                               | ArrivingWork AtExit InputWriter Interruption OutputReader ParallelWork Pulse TimeLimit WorkQueue
            java.util.concurrent.Executors                 | ParallelWork Pulse TimeLimit
            java.util.concurrent.ExecutorService           | ParallelWork TimeLimit
            java.util.concurrent.ThreadPoolExecutor        | ArrivingWork
            java.util.concurrent.ScheduledExecutorService  | Pulse
            java.util.concurrent.CompletableFuture         |
            java.util.concurrent.ForkJoinPool              |
            java.util.Timer                                |
            """)
    void typeIsUsedInOnePlace(String name, String places) {
        assertThat(users(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getName().equals(name))))
                .as("what uses %s", name)
                .containsExactlyElementsOf(expected(places));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.lang.InterruptedException                 | Interruption ParallelWork RunningProgram TimeLimit WorkQueue
            java.nio.channels.ClosedByInterruptException   | WholeFile
            """)
    void interruptionIsCaughtInOneRoom(String name, String places) {
        assertThat(users(type -> type.getCodeUnits().stream()
                        .flatMap(unit -> unit.getTryCatchBlocks().stream())
                        .anyMatch(block -> catches(block, name))))
                .as("what catches %s", name)
                .containsExactlyElementsOf(expected(places));
    }

    private static boolean leadsTo(JavaAccess<?> access, String member) {
        String name = access.getName();
        return access.getTargetOwner().getName().concat("." + name).equals(member)
                || (member.endsWith("." + name)
                        && access.getTargetOwner().isAssignableTo(member.substring(0, member.lastIndexOf('.'))));
    }

    private static boolean catches(TryCatchBlock block, String name) {
        return block.getCaughtThrowables().stream()
                .anyMatch(caught -> caught.getName().equals(name));
    }

    /** The top-level classes, by their names in the room, or by their full names outside of it. */
    private static Set<String> users(Predicate<JavaClass> uses) {
        Set<String> users = new TreeSet<>();
        CLASSES.stream().filter(uses).forEach(type -> {
            String top = type.getName().replaceFirst("\\$.*", "");
            users.add(top.startsWith(ROOM) ? top.substring(ROOM.length()) : top);
        });
        return users;
    }

    private static List<String> expected(String places) {
        return places == null ? List.of() : List.of(places.split(" ", -1));
    }
}
