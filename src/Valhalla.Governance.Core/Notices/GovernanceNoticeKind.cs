namespace Valhalla.Governance;

/// <summary>What a notice tells of.</summary>
public enum GovernanceNoticeKind
{
    /// <summary>The kill switch was engaged, by a person or a tripwire.</summary>
    KillSwitchEngaged = 0,

    /// <summary>The kill switch was released; an approval that does not release it is no notice.</summary>
    KillSwitchReleased = 1,

    /// <summary>
    /// A regression tripwire fired. Where its action is the kill switch, <see cref="KillSwitchEngaged"/> follows.
    /// </summary>
    TripwireTriggered = 2,

    /// <summary>The influence ramp fell back to 0.</summary>
    RampRolledBack = 3,

    /// <summary>The go/no-go board decided, GO or NO_GO.</summary>
    GoNoGoDecided = 4,

    /// <summary>Production execution was enabled, with or without an override.</summary>
    GoLiveEnabled = 5,

    /// <summary>Production execution was disabled.</summary>
    GoLiveDisabled = 6,
}
