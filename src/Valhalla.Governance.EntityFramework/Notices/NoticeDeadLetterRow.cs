using Valhalla.Governance.Notices;

namespace Valhalla.Governance.EntityFramework.Notices;

/// <summary>A row of <c>notice_dead_letter</c>: a notice that was not delivered after the last attempt.</summary>
internal sealed class NoticeDeadLetterRow
{
    public long Id { get; set; }

    public string Notifier { get; set; } = "";

    public long Sequence { get; set; }

    /// <summary>The notice as JSON.</summary>
    public string Notice { get; set; } = "";

    public int Attempts { get; set; }

    public string LastError { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public string? RetriedBy { get; set; }

    public DateTimeOffset? RetriedAt { get; set; }

    public static NoticeDeadLetterRow Of(
        string notifier, long sequence, NewDeadLetter letter, DateTimeOffset now) => new()
        {
            Notifier = notifier,
            Sequence = sequence,
            Notice = letter.NoticeJson,
            Attempts = letter.Attempts,
            LastError = letter.LastError,
            At = now,
        };

    public NoticeDeadLetter ToDeadLetter() => new()
    {
        Id = Id,
        Notifier = Notifier,
        Sequence = Sequence,
        NoticeJson = Notice,
        Attempts = Attempts,
        LastError = LastError,
        At = At,
        ResolvedAt = ResolvedAt,
        RetriedBy = RetriedBy,
        RetriedAt = RetriedAt,
    };
}
