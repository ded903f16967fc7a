using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Drill;

/// <summary>Checks the ranges that <see cref="KillSwitchDrillOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class KillSwitchDrillOptionsRangeValidator : IValidateOptions<KillSwitchDrillOptions>;
