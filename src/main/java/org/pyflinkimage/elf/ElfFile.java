package org.pyflinkimage.elf;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a program or a library for the dynamic loader says of itself.
 *
 * @param machine the processor, by the number of its {@code e_machine}
 * @param needed the names of the libraries that are loaded with it, in their order
 * @param rpath folders to look for them in, as written: {@code $ORIGIN/../lib}; without effect where there is a runpath
 * @param runpath the same
 * @param versions of symbols that those libraries must have
 * @param defined versions of symbols that it has itself; none where it knows no versions
 */
public record ElfFile(
        int machine,
        List<String> needed,
        List<String> rpath,
        List<String> runpath,
        List<NeededVersion> versions,
        List<String> defined) {

    /** {@code EM_X86_64}. */
    public static final int X86_64 = 62;

    /** {@code EM_AARCH64}. */
    public static final int AARCH64 = 183;

    /**
     * A version of symbols: {@code GLIBC_2.34} of {@code libc.so.6}.
     *
     * @param library by its name
     */
    public record NeededVersion(String library, String version) {}

    public ElfFile {
        needed = List.copyOf(needed);
        rpath = List.copyOf(rpath);
        runpath = List.copyOf(runpath);
        versions = List.copyOf(versions);
        defined = List.copyOf(defined);
    }

    /**
     * Reads a file.
     *
     * @return empty where it is no ELF file of 64 bits, is none for the dynamic loader, or is not sound
     */
    public static Optional<ElfFile> read(ElfBytes bytes) throws IOException {
        return ElfReader.read(bytes);
    }
}
