package org.pyflinkimage.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of an archive of images, or of a folder that is laid out as one. */
@FunctionalInterface
interface ArchiveFiles {

    /** Of JSON that such an archive has: registries take no larger manifests. */
    int LARGEST_TEXT = 4 << 20;

    /** One of them. */
    interface Member {

        /** In bytes. */
        long size();

        /** Its bytes, each time from the first. */
        InputStream open() throws IOException;
    }

    /** The file of that name, with slashes; empty where it is not there. */
    Optional<Member> find(String name) throws IOException;

    /** The file of that name, which the archive cannot lack. */
    default Member require(String name) throws IOException {
        return find(name).orElseThrow(() -> new RefusedImage("it has no `%s`".formatted(name)));
    }

    /** All of a file that is text. */
    default byte[] text(String name) throws IOException {
        Member member = require(name);
        if (member.size() > LARGEST_TEXT) {
            throw new RefusedImage("its `%s` has %s bytes".formatted(name, member.size()));
        }
        try (InputStream in = member.open()) {
            return in.readNBytes(LARGEST_TEXT);
        }
    }

    /** The same as JSON. */
    default JsonNode json(String name) throws IOException {
        try {
            return new ObjectMapper().readTree(text(name));
        } catch (JsonProcessingException e) {
            throw new RefusedImage("its `%s` is no JSON: %s".formatted(name, e.getOriginalMessage()));
        }
    }

    /** Those of a folder of this machine. */
    static ArchiveFiles of(Path folder) {
        return name -> {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) ? Optional.of(member(file, Files.size(file))) : Optional.empty();
        };
    }

    private static Member member(Path file, long size) {
        return new Member() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}
