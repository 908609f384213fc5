package org.pyflinkimage.python;

/**
 * What a wheel needs to run: an interpreter, its binary interface and a platform (PEP 425).
 *
 * @param python {@code cp311}, {@code py3}
 * @param abi the binary interface, {@code none} for pure Python
 * @param platform {@code manylinux_2_17_x86_64}, {@code any}
 */
public record WheelTag(String python, String abi, String platform) {

    @Override
    public String toString() {
        return python + "-" + abi + "-" + platform;
    }
}
