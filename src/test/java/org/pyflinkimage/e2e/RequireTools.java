package org.pyflinkimage.e2e;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/** Skips a test, with a printed reason, where a program it needs is missing; {@code -De2e=required} fails it instead. */
final class RequireTools {

    private static final Set<String> PRINTED = ConcurrentHashMap.newKeySet();

    private RequireTools() {}

    /** The engine that runs the images. */
    static ContainerEngine containerEngine() {
        return ContainerEngine.find()
                .orElseThrow(() -> missing("neither podman nor docker answers; one of them starts the images"));
    }

    /** Requires programs by name. */
    static void onPath(String... programs) {
        for (String program : programs) {
            if (!Command.isOnPath(program)) {
                throw missing("`" + program + "` is not on the PATH");
            }
        }
    }

    /** Requires buildah, and what looks at the images that it builds and pushes. */
    static void buildah() {
        onPath("buildah", "skopeo", "docker-registry");
        if (!containerEngine().isPodman()) {
            throw missing("podman, which sees what buildah builds");
        }
    }

    /** Whether proofs that take long are wanted too. */
    static boolean isAllAskedFor() {
        return Boolean.getBoolean("e2e.all");
    }

    /** Skips what takes long and differs little from what is tested in any case, unless all of it is asked for. */
    static void slowProof(String what) {
        if (!isAllAskedFor()) {
            throw skipped(what + ", which `mvn verify -De2e.all=true` tests too");
        }
    }

    /** What to throw where something is missing: it skips the test that throws it. */
    static RuntimeException missing(String what) {
        if ("required".equals(System.getProperty("e2e"))) {
            throw new AssertionError(what + " (-De2e=required makes that a failure, -De2e=auto skips the test)");
        }
        return skipped(what);
    }

    /** What to throw where a test does not apply to this machine, whatever is required. */
    static RuntimeException skipped(String why) {
        if (PRINTED.add(why)) {
            System.out.println("[e2e] skipped: " + why);
        }
        return new TestAbortedException(why);
    }
}
