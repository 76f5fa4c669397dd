package io.penstock.topology.stage.detection;

/** What the four numbers of a box are. */
enum BoxFormat {
    /** Left, top, right, bottom. */
    XYXY {
        @Override
        Corners corners(double a, double b, double c, double d) {
            return Corners.of(a, b, c, d);
        }
    },
    /** Top, left, bottom, right. */
    YXYX {
        @Override
        Corners corners(double a, double b, double c, double d) {
            return Corners.of(b, a, d, c);
        }
    },
    /** Left, top, width, height. */
    XYWH {
        @Override
        Corners corners(double a, double b, double c, double d) {
            return Corners.of(a, b, a + c, b + d);
        }
    },
    /** Centre, width, height. */
    CXCYWH {
        @Override
        Corners corners(double a, double b, double c, double d) {
            return Corners.of(a - c / 2, b - d / 2, a + c / 2, b + d / 2);
        }
    };

    abstract Corners corners(double a, double b, double c, double d);
}
