using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Valhalla.Governance;

/// <summary>The windows of a week in which people may be contacted, in the recipient's local time.</summary>
/// <remarks>
/// Windows of a day are sorted and do not touch. Immutable, compared by content, safe to share between threads.
/// </remarks>
[JsonConverter(typeof(ContactWindowsJsonConverter))]
public sealed class ContactWindows : IEquatable<ContactWindows>
{
    private const int DaysPerWeek = 7;

    // Days of the week from Monday, as ISO 8601 counts them.
    private static readonly string[] DayNames =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private readonly IReadOnlyList<ContactWindow>[] _days;
    private readonly string _text;

    /// <summary>Creates a week.</summary>
    /// <param name="windowsOf">The windows of a day; none closes the day. At most 8 a day.</param>
    /// <exception cref="ArgumentException">A window is out of range, or two overlap or touch.</exception>
    public ContactWindows(Func<DayOfWeek, IReadOnlyList<ContactWindow>> windowsOf)
    {
        ArgumentNullException.ThrowIfNull(windowsOf);
        _days = new IReadOnlyList<ContactWindow>[DaysPerWeek];
        for (var day = 0; day < DaysPerWeek; day++)
        {
            ContactWindow[] windows = [.. windowsOf(DayAt(day)).OrderBy(window => window.OpensAtMinute)];
            Require(windows);
            _days[day] = windows;
        }

        _text = Write();
    }

    /// <summary>
    /// The Unsolicited Telecommunications Rules of the CRTC: 09:00 to 21:30 on weekdays, 10:00 to 18:00 on Saturday and
    /// Sunday.
    /// </summary>
    public static ContactWindows CallingHours { get; } = new(day =>
        day is DayOfWeek.Saturday or DayOfWeek.Sunday ? [new(10 * 60, 18 * 60)] : [new(9 * 60, (21 * 60) + 30)]);

    /// <summary>The windows of a day, sorted.</summary>
    /// <param name="day">The day of the week.</param>
    public IReadOnlyList<ContactWindow> On(DayOfWeek day) => _days[((int)day + DaysPerWeek - 1) % DaysPerWeek];

    /// <summary>Whether a time is inside a window: the opening minute is, the closing minute is not.</summary>
    /// <param name="day">The day of the week.</param>
    /// <param name="time">The time of the day.</param>
    public bool Contains(DayOfWeek day, TimeOnly time) => On(day).Any(window =>
        time.Ticks >= window.OpensAtMinute * TimeSpan.TicksPerMinute
        && time.Ticks < window.ClosesAtMinute * TimeSpan.TicksPerMinute);

    /// <inheritdoc />
    public bool Equals(ContactWindows? other) => other is not null && _text == other._text;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ContactWindows);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>The week as text, such as <c>monday=09:00-21:30;saturday=10:00-12:00,13:00-18:00</c>.</summary>
    public override string ToString() => _text;

    /// <summary>Reads what <see cref="ToString"/> writes; a day that is not named is closed.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no week of windows.</exception>
    public static ContactWindows Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var days = new IReadOnlyList<ContactWindow>?[DaysPerWeek];
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=');
            var day = pair.Length == 2 ? Array.IndexOf(DayNames, pair[0]) : -1;
            if (day < 0 || days[day] is not null)
            {
                throw new FormatException($"'{part}' does not give the windows of a day once.");
            }

            days[day] = [.. pair[1].Split(',').Select(ParseWindow)];
        }

        try
        {
            return new ContactWindows(day => days[((int)day + DaysPerWeek - 1) % DaysPerWeek] ?? []);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private static DayOfWeek DayAt(int index) => (DayOfWeek)((index + 1) % DaysPerWeek);

    private static ContactWindow ParseWindow(string text)
    {
        var ends = text.Split('-');
        return ends.Length == 2
            ? new ContactWindow(ParseMinute(ends[0]), ParseMinute(ends[1]))
            : throw new FormatException($"'{text}' is no window such as 09:00-21:30.");
    }

    private static int ParseMinute(string text) =>
        text.Length == 5 && text[2] == ':'
        && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
        && int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
        && minute < 60 && (hour < 24 || (hour == 24 && minute == 0))
            ? (hour * 60) + minute
            : throw new FormatException($"'{text}' is no time of day such as 09:00.");

    private static void Require(ContactWindow[] windows)
    {
        const int MaxWindows = 8;
        const int MinutesPerDay = 24 * 60;
        if (windows.Length > MaxWindows)
        {
            throw new ArgumentException($"A day has at most {MaxWindows} windows.");
        }

        for (var i = 0; i < windows.Length; i++)
        {
            var (opens, closes) = windows[i];
            if (opens < 0 || closes <= opens || closes > MinutesPerDay)
            {
                throw new ArgumentException("A window opens from 00:00 and closes after that, at 24:00 at the latest.");
            }

            if (i > 0 && opens <= windows[i - 1].ClosesAtMinute)
            {
                throw new ArgumentException("The windows of a day must not overlap or touch.");
            }
        }
    }

    private string Write()
    {
        var text = new StringBuilder();
        for (var day = 0; day < DaysPerWeek; day++)
        {
            if (_days[day].Count > 0)
            {
                text.Append(text.Length == 0 ? "" : ";").Append(DayNames[day]).Append('=')
                    .AppendJoin(',', _days[day].Select(Write));
            }
        }

        return text.ToString();
    }

    private static string Write(ContactWindow window) => string.Create(
        CultureInfo.InvariantCulture,
        $"{window.OpensAtMinute / 60:00}:{window.OpensAtMinute % 60:00}-"
        + $"{window.ClosesAtMinute / 60:00}:{window.ClosesAtMinute % 60:00}");
}
