using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.TimeZones;
using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Operations.Tests.MarketPolicies;

/// <summary>Every zone of Canada, every transition from 2024 to 2035, against what a clock on the wall shows.</summary>
public sealed class ContactCalendarTests
{
    private static readonly Instant First = Instant.FromUtc(2024, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2036, 1, 1, 0, 0);
    private static readonly ContactTimeZones Zones = new(TzdbDateTimeZoneSource.Default);
    private static readonly Duration Second = Duration.FromSeconds(1);

    public static TheoryData<string> CanadianZones() => [.. ProvinceZones.All];

    public static TheoryData<string> Provinces() => [.. ProvinceCode.All.Select(p => p.Value)];

    [Theory]
    [MemberData(nameof(CanadianZones))]
    public void IsOpen_EveryTransitionAndEdgeOfADay_AgreesWithTheWallClock(string id)
    {
        var zone = Zones.Get(id);
        var calendar = Calendar(ContactWindows.CallingHours, id);

        Assert.All(Edges(zone), at => Assert.Equal(NaiveCalendar.IsInsideCallingHours(zone, at), calendar.IsOpen(at)));
    }

    [Theory]
    [MemberData(nameof(Provinces))]
    public void IsOpen_Province_AllOfItsZonesAreInsideAndNoneHasAHoliday(string code)
    {
        var province = new ProvinceCode(code);
        var calendar = OfProvince(province);
        var zones = ProvinceZones.Of(province).Select(Zones.Get).ToArray();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Instants, at =>
            calendar.IsOpen(at) == Array.TrueForAll(zones, zone =>
                NaiveCalendar.IsInsideCallingHours(zone, at)
                && !(code == "BC" && NaiveCalendar.IsHolidayOfBritishColumbia(zone, at)))));
    }

    [Theory]
    [MemberData(nameof(Provinces))]
    public void NextOpen_AnyInstant_IsOpenAndNothingBetweenIs(string code)
    {
        var calendar = OfProvince(new ProvinceCode(code));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Instants, from =>
        {
            var next = calendar.NextOpen(from)!.Value;
            return calendar.IsOpen(next) && next >= from
                && (next == from || !calendar.IsOpen(next - Duration.Epsilon))
                && MinutesBetween(from, next).All(at => !calendar.IsOpen(at));
        }));
    }

    [Theory]
    [MemberData(nameof(CanadianZones))]
    public void NextOpen_EveryTransition_IsTheFirstOpenSecond(string id)
    {
        // Open almost always, so that windows meet the hour that is skipped or comes twice, and midnight.
        var calendar = Calendar(Week("00:00-01:30,01:59-24:00"), id);

        foreach (var at in Transitions(Zones.Get(id)).SelectMany(Around))
        {
            var expected = at;
            while (!calendar.IsOpen(expected))
            {
                expected += Second;
            }

            Assert.Equal(expected, calendar.NextOpen(at));
        }
    }

    [Theory]
    [MemberData(nameof(CanadianZones))]
    public void OpenTimeBetween_EveryTransition_CountsTheOpenSecondsOfTheWallClock(string id)
    {
        // One week closes before the hour that is skipped or comes twice, the other within it.
        foreach (var windows in new[] { "00:00-01:30,02:10-24:00", "00:30-02:40,03:10-24:00" })
        {
            var calendar = Calendar(Week(windows), id);
            foreach (var transition in Transitions(Zones.Get(id)))
            {
                var (start, end) = (transition - Duration.FromHours(2), transition + Duration.FromHours(3));
                Assert.Equal(OpenSeconds(calendar, start, end), calendar.OpenTimeBetween(start, end));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Provinces))]
    public void OpenTimeBetween_PartsOfAnyStretch_AddUp(string code)
    {
        var calendar = OfProvince(new ProvinceCode(code));
        var stretch = Instants.Generator.Three()
            .Select(x => x.Item1 < x.Item2 ? x : (x.Item2, x.Item1, x.Item3)).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(stretch, parts =>
        {
            Instant[] cuts = [.. new[] { parts.Item1, parts.Item2, parts.Item3 }.Order()];
            return calendar.OpenTimeBetween(cuts[0], cuts[2])
                == calendar.OpenTimeBetween(cuts[0], cuts[1]) + calendar.OpenTimeBetween(cuts[1], cuts[2]);
        }));
    }

    [Fact]
    public void OpenTimeBetween_ReversedOrEmpty_IsZero()
    {
        var calendar = OfProvince(new ProvinceCode("ON"));

        Assert.Equal(Duration.Zero, calendar.OpenTimeBetween(Last, First));
        Assert.Equal(Duration.Zero, calendar.OpenTimeBetween(First, First));
    }

    [Fact]
    public void OpenTimeBetween_AWeekWithoutTransition_IsTheWeekOfTheRules()
    {
        var calendar = Calendar(ContactWindows.CallingHours, "America/Regina");
        var monday = Instant.FromUtc(2026, 6, 1, 6, 0);

        Assert.Equal(
            Duration.FromMinutes((5 * 750) + (2 * 480)),
            calendar.OpenTimeBetween(monday, monday + Duration.FromDays(7)));
    }

    [Fact]
    public void NextOpen_WindowsThatNoInstantHasInCommon_IsNull()
    {
        var calendar = Calendar(ContactWindows.Parse("monday=09:00-09:20"), "America/St_Johns", "America/Goose_Bay");

        Assert.Null(calendar.NextOpen(First));
        Assert.Equal(Duration.Zero, calendar.OpenTimeBetween(First, First + Duration.FromDays(30)));
    }

    [Fact]
    public void NextOpen_WindowsOnBothSidesOfMidnight_AreOneStretch()
    {
        var calendar = Calendar(ContactWindows.Parse("monday=23:00-24:00;tuesday=00:00-01:00"), "America/Regina");
        var opens = calendar.NextOpen(First)!.Value;

        Assert.Equal(Duration.FromHours(2), calendar.OpenTimeBetween(opens, opens + Duration.FromHours(3)));
        Assert.True(calendar.IsOpen(opens + Duration.FromHours(1)));
        Assert.Equal(opens, calendar.NextOpen(opens - Duration.FromHours(20)));
    }

    [Fact]
    public void IsClosed_EveryDay2024To2035_IsAHolidayOfBritishColumbiaOnly()
    {
        for (var day = new DateOnly(2024, 1, 1); day.Year < 2036; day = day.AddDays(1))
        {
            var date = LocalDate.FromDateOnly(day);
            Assert.Equal(
                NaiveCalendar.IsHolidayOfBritishColumbia(day),
                StatutoryHolidays.IsClosed(new ProvinceCode("BC"), date));
            Assert.False(StatutoryHolidays.IsClosed(new ProvinceCode("AB"), date));
        }
    }

    private static Arbitrary<Instant> Instants { get; } = ArbMap.Default.GeneratorFor<uint>()
        .Select(n => First + Duration.FromMilliseconds(n % 4_000_000_000 / 4e9 * (Last - First).TotalMilliseconds))
        .ToArbitrary();

    private static ContactCalendar Calendar(ContactWindows windows, params string[] ids) =>
        new([.. ids.Select(Zones.Get)], windows, _ => false);

    private static ContactCalendar OfProvince(ProvinceCode province) => new(
        [.. ProvinceZones.Of(province).Select(Zones.Get)],
        ContactWindows.CallingHours,
        date => StatutoryHolidays.IsClosed(province, date));

    private static ContactWindows Week(string windows) => ContactWindows.Parse(string.Join(
        ';',
        new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" }
            .Select(day => $"{day}={windows}")));

    private static IEnumerable<Instant> Transitions(DateTimeZone zone) =>
        zone.GetZoneIntervals(First, Last).Where(stretch => stretch.HasStart && stretch.Start > First)
            .Select(stretch => stretch.Start);

    private static Duration OpenSeconds(ContactCalendar calendar, Instant start, Instant end)
    {
        var open = 0;
        for (var at = start; at < end; at += Second)
        {
            open += calendar.IsOpen(at) ? 1 : 0;
        }

        return Duration.FromSeconds(open);
    }

    private static IEnumerable<Instant> Around(Instant at) => [at - Second, at - Duration.Epsilon, at, at + Second];

    /// <summary>Every transition, and every opening, closing and midnight of twelve years.</summary>
    private static IEnumerable<Instant> Edges(DateTimeZone zone)
    {
        var perDay = new[] { 0, 9 * 60, 10 * 60, 18 * 60, (21 * 60) + 30 };
        var local = Enumerable.Range(0, 366 * 12).Select(day => new LocalDate(2024, 1, 1).PlusDays(day))
            .SelectMany(date => perDay.Select(minute => date.AtMidnight().PlusMinutes(minute)))
            .Select(time => zone.AtLeniently(time).ToInstant());
        return Transitions(zone).Concat(local).SelectMany(Around);
    }

    private static IEnumerable<Instant> MinutesBetween(Instant from, Instant to)
    {
        for (var at = from; at < to; at += Duration.FromMinutes(7))
        {
            yield return at;
        }
    }
}
