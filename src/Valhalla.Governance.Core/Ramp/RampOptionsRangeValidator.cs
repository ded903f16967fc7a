using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Ramp;

/// <summary>Checks the ranges that <see cref="RampOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class RampOptionsRangeValidator : IValidateOptions<RampOptions>;
