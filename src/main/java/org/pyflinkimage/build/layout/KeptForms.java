package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.nio.file.Path;
import org.pyflinkimage.python.WheelFile;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sealed;

/** The forms that artifacts are laid out from, as they lie in a store. */
public final class KeptForms {

    private KeptForms() {}

    /**
     * Reads all of a kept form.
     *
     * @param kind the word that it is kept under
     * @return whether that could be done: not where it is no form, nor where another version of this plugin made it
     * @throws DamagedFile where it is not what was kept under its name
     */
    public static boolean verify(String kind, Path file) throws IOException {
        String key = String.valueOf(file.getFileName());
        return switch (kind) {
            case Preparation.WHEEL -> WheelFile.verifyIndex(file);
            case Preparation.DEB -> key.startsWith(Preparation.DEB_FORM) && isPacked(file);
            case Preparation.INTERPRETER -> key.startsWith(Preparation.INTERPRETER_FORM) && isPacked(file);
            case Preparation.SDIST -> SdistForms.isKey(key) && isPacked(file);
            case ElfReadings.KIND -> key.startsWith(ElfReadings.FORM) && isSealed(file);
            case JarReadings.KIND -> key.startsWith(JarReadings.FORM) && isSealed(file);
            default -> false;
        };
    }

    private static boolean isPacked(Path file) throws IOException {
        PackedArchive.verify(file);
        return true;
    }

    private static boolean isSealed(Path file) throws IOException {
        Sealed.requireWhole(file);
        return true;
    }
}
