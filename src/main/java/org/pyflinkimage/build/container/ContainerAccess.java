package org.pyflinkimage.build.container;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.resolve.debian.DebianSurroundings;
import org.pyflinkimage.resolve.index.AskedPlaces;
import org.pyflinkimage.resolve.index.PipConfiguration;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

/**
 * What apt and pip in a container that is being built are told, so that they reach there what a plan was made from here. The files
 * hold logins: they are for secrets of the build, which are in no layer.
 */
public final class ContainerAccess {

    /** The name of the bundle of certificate authorities. */
    static final String AUTHORITIES = "authorities.pem";

    private final Environment environment;
    private final Reach reach;

    /**
     * How this machine reaches what a container is to reach.
     *
     * @param presence whether something lies at an address
     */
    public record Reach(Logins logins, Predicate<URI> presence) {

        Optional<Login> login(URI address) {
            return logins.find(address);
        }

        boolean has(URI address) {
            return presence.test(address);
        }
    }

    /**
     * The access of this machine's user.
     *
     * @param environment with what uv has to be told because only pip knows it
     */
    public ContainerAccess(Environment environment, Reach reach) {
        this.environment = environment;
        this.reach = reach;
    }

    /**
     * The files by the names that the Dockerfile mounts them by.
     *
     * @param places where pip is to look
     */
    public SortedMap<String, byte[]> files(ImageSpec spec, AskedPlaces places, Plan plan, LockFile lock) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        byte[] authorities = authorities();
        boolean some = authorities.length > 0;
        if (some) {
            files.put(AUTHORITIES, authorities);
        }
        String pip = new ContainerPip(PipConfiguration.read(environment, Path.of("/etc")), places)
                .configuration(reach, some);
        files.put("pip.conf", pip.getBytes(StandardCharsets.UTF_8));
        AptSources machine = AptSources.read(DebianSurroundings.APT);
        files.putAll(new ContainerApt(plan, lock, spec.hints(), machine).files(reach, some));
        return files;
    }

    /** Where a container finds such a file. */
    static String path(String name) {
        return "/run/secrets/" + name;
    }

    private byte[] authorities() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        environment.authorities().forEach(bundle -> {
            all.writeBytes(read(bundle));
            all.write('\n');
        });
        return all.toString(StandardCharsets.ISO_8859_1).isBlank() ? new byte[0] : all.toByteArray();
    }

    /** What cannot be read is not believed here either. */
    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
