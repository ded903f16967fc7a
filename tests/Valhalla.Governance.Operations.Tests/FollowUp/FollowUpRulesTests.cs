using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.TimeZones;
using Valhalla.Governance.Operations.FollowUp;
using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Operations.Tests.FollowUp;

public sealed class FollowUpRulesTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Zones =
        ["America/St_Johns", "America/Halifax", "America/Toronto", "America/Winnipeg", "America/Regina",
         "America/Edmonton", "America/Vancouver", "America/Whitehorse"];

    // Any microsecond of the years 2024 to 2035.
    private static readonly Gen<DateTimeOffset> AnyTime =
        from minutes in Gen.Choose(0, 12 * 365 * 24 * 60)
        from microseconds in Gen.Choose(0, 59_999_999)
        select Start.AddMinutes(minutes).AddMicroseconds(microseconds);

    private static readonly Gen<FollowUpPlace> AnyPlace =
        from zones in Gen.SubListOf(Zones).Where(zones => zones.Count > 0)
        select Place(ContactWindows.CallingHours, [.. zones]);

    [Fact]
    public void Plan_AnywhereAnytime_DueInsideWindowsAndNeverFalling()
    {
        Prop.ForAll(AnyPlace.Zip(AnyTime).ToArbitrary(), c =>
        {
            var (place, now) = c;
            var slots = FollowUpRules.Plan(place, now, FollowUpOptions.DefaultStepDelays)!;
            return slots.Count == 6
                && slots.All(slot => slot.DueAt >= slot.PlannedAt && IsOpen(place, slot.DueAt))
                && slots.Zip(slots.Skip(1)).All(pair => pair.First.DueAt <= pair.Second.DueAt)
                && slots.Select(slot => slot.PlannedAt - now).SequenceEqual(FollowUpOptions.DefaultStepDelays);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Postponed_AnywhereAnytime_OpenNowOrDueInsideAWindow()
    {
        Prop.ForAll(AnyPlace.Zip(AnyTime).ToArbitrary(), c =>
        {
            var (place, now) = c;
            var dueAt = FollowUpRules.Postponed(place, ContactChannel.Sms, now);
            return dueAt is { } later ? later > now && !IsOpen(place, now) && IsOpen(place, later) : IsOpen(place, now);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ResponseSeconds_SplitAnywhere_IsTheSumOfItsParts()
    {
        var gen = from place in AnyPlace
                  from start in AnyTime
                  from first in Gen.Choose(0, 20_000)
                  from second in Gen.Choose(0, 20_000)
                  select (place.Calendar, A: start, B: start.AddMinutes(first), C: start.AddMinutes(first + second));
        Prop.ForAll(gen.ToArbitrary(), c => Open(c.Calendar, c.A, c.C)
            == Open(c.Calendar, c.A, c.B) + Open(c.Calendar, c.B, c.C)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void LatestLateDueTime_AnywhereAnytime_IsTheBoundary()
    {
        var needed = Duration.FromTimeSpan(FollowUpRules.LatestResponse);
        Prop.ForAll(AnyPlace.Zip(AnyTime).ToArbitrary(), c =>
        {
            var (place, now) = c;
            var late = FollowUpRules.LatestLateDueTime(place.Calendar, now, FollowUpRules.LatestResponse)!.Value;
            return Open(place.Calendar, late, now) >= needed
                && Open(place.Calendar, late.AddMicroseconds(2), now) < needed;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ResponseSeconds_OverNight_CountsOpenTimeOnly()
    {
        var place = Place(ContactWindows.CallingHours, ["America/Toronto"]);

        // Wednesday 21:20 to Thursday 09:15 in Toronto: ten minutes and a quarter of an hour.
        var due = new DateTimeOffset(2026, 1, 15, 2, 20, 0, TimeSpan.Zero);
        var closed = new DateTimeOffset(2026, 1, 15, 14, 15, 0, TimeSpan.Zero);

        Assert.Equal(25 * 60, FollowUpRules.ResponseSeconds(place.Calendar, due, closed));
        Assert.Equal(0, FollowUpRules.ResponseSeconds(place.Calendar, closed, due));
    }

    [Fact]
    public void Postponed_ForbiddenByPolicy_LookedAtAgainLater()
    {
        var open = Place(ContactWindows.CallingHours, ["America/Toronto"]);
        var now = new DateTimeOffset(2026, 1, 14, 17, 0, 0, TimeSpan.Zero);
        var disabled = open with { Policy = open.Policy with { Enabled = false } };
        var callsOnly = open with { Policy = open.Policy with { Channels = [ContactChannel.Call] } };
        var windowless = Place(new ContactWindows(_ => []), ["America/Toronto"]);

        Assert.Null(FollowUpRules.Postponed(open, ContactChannel.Sms, now));
        Assert.Equal(now.AddHours(1), FollowUpRules.Postponed(disabled, ContactChannel.Sms, now));
        Assert.Equal(now.AddHours(1), FollowUpRules.Postponed(callsOnly, ContactChannel.Sms, now));
        Assert.Null(FollowUpRules.Postponed(callsOnly, ContactChannel.Call, now));
        Assert.Equal(now.AddHours(1), FollowUpRules.Postponed(windowless, ContactChannel.Sms, now));
        Assert.Null(FollowUpRules.Plan(windowless, now, FollowUpOptions.DefaultStepDelays));
        Assert.Null(FollowUpRules.Plan(disabled, now, FollowUpOptions.DefaultStepDelays));
        Assert.Null(FollowUpRules.LatestLateDueTime(windowless.Calendar, now, FollowUpRules.LatestResponse));
    }

    [Theory]
    [InlineData("00:00:00,04:00:00,1.00:00:00,2.00:00:00,4.00:00:00,7.00:00:00", true)]
    [InlineData("00:00:00,04:00:00,1.00:00:00,2.00:00:00,4.00:00:00", false)]
    [InlineData("00:00:00,04:00:00,04:00:00,2.00:00:00,4.00:00:00,7.00:00:00", false)]
    [InlineData("-00:00:01,04:00:00,1.00:00:00,2.00:00:00,4.00:00:00,7.00:00:00", false)]
    [InlineData("00:00:00,04:00:00,1.00:00:00,2.00:00:00,4.00:00:00,400.00:00:00", false)]
    public void Validate_OfStepDelays_SixAscending(string delays, bool valid)
    {
        var options = new FollowUpOptions
        {
            StepDelays = [.. delays.Split(',').Select(d => TimeSpan.Parse(d, System.Globalization.CultureInfo
                .InvariantCulture))],
        };

        var result = new FollowUpOptionsValidator().Validate(null, options);

        Assert.Equal(valid, result.Succeeded);
        Assert.True(valid || result.FailureMessage!.Contains("StepDelays", StringComparison.Ordinal));
    }

    private static FollowUpPlace Place(ContactWindows windows, IReadOnlyList<string> zones) => new(
        new ContactCalendar(
            [.. zones.Select(id => TzdbDateTimeZoneSource.Default.ForId(id))], windows, _ => false),
        new MarketPolicy { Province = new ProvinceCode("ON"), Windows = windows });

    private static bool IsOpen(FollowUpPlace place, DateTimeOffset at) =>
        place.Calendar.IsOpen(Instant.FromDateTimeOffset(at));

    private static Duration Open(ContactCalendar calendar, DateTimeOffset from, DateTimeOffset to) =>
        calendar.OpenTimeBetween(Instant.FromDateTimeOffset(from), Instant.FromDateTimeOffset(to));
}
