package io.quarkiverse.strata.cache;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;

import io.vertx.pgclient.data.Box;
import io.vertx.pgclient.data.Cidr;
import io.vertx.pgclient.data.Circle;
import io.vertx.pgclient.data.Inet;
import io.vertx.pgclient.data.Line;
import io.vertx.pgclient.data.LineSegment;
import io.vertx.pgclient.data.Money;
import io.vertx.pgclient.data.Path;
import io.vertx.pgclient.data.Point;
import io.vertx.pgclient.data.Polygon;

/** The stored form of geometry, network addresses and money. */
final class GeometryKinds {

    private GeometryKinds() {
    }

    static void addTo(ValueCodec.Kinds kinds) {
        kinds.add(30, Point.class, GeometryKinds::point, GeometryKinds::point);
        kinds.add(31, Line.class, (out, v) -> doubles(out, v.getA(), v.getB(), v.getC()),
                in -> new Line(in.readDouble(), in.readDouble(), in.readDouble()));
        kinds.add(32, LineSegment.class, (out, v) -> {
            point(out, v.getP1());
            point(out, v.getP2());
        }, in -> new LineSegment(point(in), point(in)));
        kinds.add(33, Box.class, (out, v) -> {
            point(out, v.getUpperRightCorner());
            point(out, v.getLowerLeftCorner());
        }, in -> new Box(point(in), point(in)));
        kinds.add(34, Path.class, (out, v) -> {
            out.writeBoolean(v.isOpen());
            ValueCodec.list(out, v.getPoints(), GeometryKinds::point);
        }, in -> new Path(in.readBoolean(), ValueCodec.list(in, GeometryKinds::point)));
        kinds.add(35, Polygon.class, (out, v) -> ValueCodec.list(out, v.getPoints(), GeometryKinds::point),
                in -> new Polygon(ValueCodec.list(in, GeometryKinds::point)));
        kinds.add(36, Circle.class, (out, v) -> {
            point(out, v.getCenterPoint());
            out.writeDouble(v.getRadius());
        }, in -> new Circle(point(in), in.readDouble()));
        kinds.add(37, Inet.class, (out, v) -> address(out, v.getAddress(), v.getNetmask()),
                in -> new Inet().setAddress(address(in)).setNetmask(netmask(in)));
        kinds.add(38, Cidr.class, (out, v) -> address(out, v.getAddress(), v.getNetmask()),
                in -> new Cidr().setAddress(address(in)).setNetmask(netmask(in)));
        kinds.add(39, Money.class, (out, v) -> ValueCodec.text(out, v.bigDecimalValue().toString()),
                in -> new Money(new BigDecimal(ValueCodec.text(in))));
    }

    private static void point(DataOutput out, Point point) throws IOException {
        doubles(out, point.getX(), point.getY());
    }

    private static Point point(DataInput in) throws IOException {
        return new Point(in.readDouble(), in.readDouble());
    }

    private static void doubles(DataOutput out, double... values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static void address(DataOutput out, InetAddress address, Integer netmask) throws IOException {
        out.writeByte(address.getAddress().length);
        out.write(address.getAddress());
        out.writeInt(netmask == null ? -1 : netmask);
    }

    private static InetAddress address(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readByte()];
        in.readFully(bytes);
        return InetAddress.getByAddress(bytes);
    }

    private static Integer netmask(DataInput in) throws IOException {
        int netmask = in.readInt();
        return netmask < 0 ? null : netmask;
    }
}
