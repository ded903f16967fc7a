using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Where a page of a list ends, as an opaque text. Lists stay bare arrays: the next page is in the <c>Link</c> header,
/// as a reference relative to the request, which stays right behind every proxy.
/// </summary>
internal static class PageCursor
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    // Says what the id means, so that a cursor of another form is refused rather than misread.
    private const string Mark = "1.";

    public delegate bool KeyParser<T>(string text, out T key);

    public static int ReadLimit(EndpointCall call)
    {
        if (call.Query("limit") is not { } text)
        {
            return DefaultLimit;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= MaxLimit)
        {
            return limit;
        }

        call.Errors.Add("limit", "1 to 1000 is allowed.");
        return DefaultLimit;
    }

    public static long? ReadId(EndpointCall call)
    {
        if (Read(call) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
        {
            return id;
        }

        AddError(call);
        return null;
    }

    public static ReservationId? ReadReservation(EndpointCall call)
    {
        if (Read(call) is not { } text)
        {
            return null;
        }

        if (ReservationId.TryParse(text, out var id))
        {
            return id;
        }

        AddError(call);
        return null;
    }

    public static FollowUpDueCursor? ReadDue(EndpointCall call) => ReadKey<FollowUpDueCursor>(call, TryReadDue);

    public static T? ReadKey<T>(EndpointCall call, KeyParser<T> parse)
        where T : struct
    {
        if (Read(call) is not { } text)
        {
            return null;
        }

        if (parse(text, out var key))
        {
            return key;
        }

        AddError(call);
        return null;
    }

    /// <summary>The query of the page after <paramref name="lastId"/>; null when this page was not full.</summary>
    public static string? NextQuery(EndpointCall call, int count, int limit, string? lastId)
    {
        if (count < limit || lastId is null)
        {
            return null;
        }

        var query = new QueryBuilder();
        foreach (var (name, values) in call.Context.Request.Query)
        {
            if (!string.Equals(name, "cursor", StringComparison.OrdinalIgnoreCase) && values.Count > 0)
            {
                query.Add(name, values[0] ?? "");
            }
        }

        query.Add("cursor", Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark + lastId)));
        return query.ToString();
    }

    public static string IdText(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string DueText(FollowUpTask task) =>
        string.Create(CultureInfo.InvariantCulture, $"{task.DueAt.UtcTicks}.{task.Id}");

    private static bool TryReadDue(string text, out FollowUpDueCursor cursor)
    {
        cursor = default;
        var parts = text.Split('.');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.Ticks
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        cursor = new FollowUpDueCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }

    private static string? Read(EndpointCall call)
    {
        if (call.Query("cursor") is not { } cursor)
        {
            return null;
        }

        // A province, a market and a property type are the longest.
        Span<byte> bytes = stackalloc byte[160];
        if (cursor.Length is > 0 and <= 200
            && Base64Url.DecodeFromChars(cursor, bytes, out _, out var written) == OperationStatus.Done
            && Encoding.ASCII.GetString(bytes[..written]) is var text
            && text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return text[Mark.Length..];
        }

        return "";
    }

    private static void AddError(EndpointCall call) => call.Errors.Add(
        "cursor",
        "Use the cursor of the Link header of an earlier page, unchanged, at the same address.",
        ProblemCodes.InvalidCursor);
}
