using NodaTime;
using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>The ladder's arithmetic. Pure.</summary>
internal static class FollowUpRules
{
    public const int Steps = 6;

    /// <summary>When a task is looked at again whose market policy forbids the contact or has no window.</summary>
    public static readonly TimeSpan ForbiddenDelay = TimeSpan.FromHours(1);

    public static readonly TimeSpan FastResponse = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan LatestResponse = TimeSpan.FromHours(2);

    private static readonly Duration LongestSearch = Duration.FromDays(366);
    private static readonly Duration Microsecond = Duration.FromNanoseconds(1_000);

    /// <summary>SMS and CALL in turn.</summary>
    public static ContactChannel ChannelOf(int step) => step % 2 == 1 ? ContactChannel.Sms : ContactChannel.Call;

    /// <summary>The six slots of a ladder; null when the policy is disabled or a step finds no window.</summary>
    public static IReadOnlyList<FollowUpSlot>? Plan(
        FollowUpPlace place, DateTimeOffset now, IReadOnlyList<TimeSpan> delays)
    {
        if (!place.Policy.Enabled)
        {
            return null;
        }

        var slots = new FollowUpSlot[delays.Count];
        for (var i = 0; i < slots.Length; i++)
        {
            var planned = now + delays[i];
            if (place.Calendar.NextOpen(Instant.FromDateTimeOffset(planned)) is not { } due)
            {
                return null;
            }

            // Planned times ascend, so due times do not fall.
            slots[i] = new FollowUpSlot(planned, due.ToDateTimeOffset());
        }

        return slots;
    }

    /// <summary>When a task is due instead of now; null when the lead may be contacted.</summary>
    public static DateTimeOffset? Postponed(FollowUpPlace place, ContactChannel channel, DateTimeOffset now)
    {
        var allowed = place.Allows(channel);
        if (allowed && place.Calendar.IsOpen(Instant.FromDateTimeOffset(now)))
        {
            return null;
        }

        // A policy can allow again at any time, so what it forbids is looked at again soon.
        var from = allowed ? now : now + ForbiddenDelay;
        return place.Calendar.NextOpen(Instant.FromDateTimeOffset(from))?.ToDateTimeOffset() ?? now + ForbiddenDelay;
    }

    /// <summary>Whole seconds inside windows from the first due time on; 0 when that is not past.</summary>
    public static long ResponseSeconds(ContactCalendar calendar, DateTimeOffset firstDueAt, DateTimeOffset closedAt) =>
        closedAt <= firstDueAt
            ? 0
            : (long)calendar.OpenTimeBetween(
                Instant.FromDateTimeOffset(firstDueAt), Instant.FromDateTimeOffset(closedAt)).TotalSeconds;

    /// <summary>
    /// The last microsecond from which at least <paramref name="open"/> of open time has passed until now; null when
    /// a year holds less. Whatever was first due by then is late.
    /// </summary>
    public static DateTimeOffset? LatestLateDueTime(ContactCalendar calendar, DateTimeOffset now, TimeSpan open)
    {
        var to = Instant.FromDateTimeOffset(now);
        var needed = Duration.FromTimeSpan(open);
        var back = Duration.FromHours(4);
        while (calendar.OpenTimeBetween(to - back, to) < needed)
        {
            if (back == LongestSearch)
            {
                return null;
            }

            back = Duration.Min(back + back, LongestSearch);
        }

        // Open time since an instant falls as the instant rises.
        var late = to - back;
        var early = to;
        while (early - late > Microsecond)
        {
            var middle = late + ((early - late) / 2);
            if (calendar.OpenTimeBetween(middle, to) >= needed)
            {
                late = middle;
            }
            else
            {
                early = middle;
            }
        }

        return late.ToDateTimeOffset();
    }
}
