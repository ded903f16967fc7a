using System.Globalization;

namespace Valhalla.Governance.Soak.Faults;

/// <summary>An answer that a caller was given, as its line in the log.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="ReservationId">The reservation, when granted or settled.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="BeganAt">When it was asked first, by the monotonic clock that all processes share.</param>
/// <param name="EndedAt">When it was answered.</param>
internal sealed record Acknowledgement(
    FaultRequest Request, string? ReservationId, string Status, long BeganAt, long EndedAt)
{
    private const int Fields = 8;

    public bool IsGrant => !Request.IsSettle && ReservationId is not null;

    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Request.Node}|{Request.Caller}|{Request.Number}|{(Request.IsSettle ? 1 : 0)}|{ReservationId}|{Status}"
        + $"|{BeganAt}|{EndedAt}\n");

    public static Acknowledgement Parse(string line)
    {
        var fields = line.Split('|');
        if (fields.Length != Fields)
        {
            throw new FormatException($"Not a line of the log: '{line}'.");
        }

        var culture = CultureInfo.InvariantCulture;
        return new Acknowledgement(
            new FaultRequest(
                int.Parse(fields[0], culture),
                int.Parse(fields[1], culture),
                int.Parse(fields[2], culture),
                fields[3] == "1"),
            fields[4].Length > 0 ? fields[4] : null,
            fields[5],
            long.Parse(fields[6], culture),
            long.Parse(fields[7], culture));
    }
}
