#include "textflag.h"

DATA cellConst<>+0(SB)/4, $2.0
DATA cellConst<>+4(SB)/4, $-2.0
DATA cellConst<>+8(SB)/4, $0.25
DATA cellConst<>+12(SB)/4, $0.5
DATA cellConst<>+16(SB)/4, $1.0
DATA cellConst<>+20(SB)/4, $0x7fffffff
GLOBL cellConst<>(SB), RODATA, $24

#define CONSTANTS \
	VBROADCASTSS cellConst<>+0(SB), Y10; \
	VBROADCASTSS cellConst<>+4(SB), Y11; \
	VBROADCASTSS cellConst<>+8(SB), Y12; \
	VBROADCASTSS cellConst<>+12(SB), Y13; \
	VBROADCASTSS cellConst<>+16(SB), Y14; \
	VBROADCASTSS cellConst<>+20(SB), Y15; \
	VXORPS Y9, Y9, Y9

// SQUASH squashes x.
#define SQUASH(x, t) \
	VMINPS Y10, x, x; \
	VMAXPS Y11, x, x; \
	VANDPS Y15, x, t; \
	VMULPS x, t, t; \
	VMULPS Y12, t, t; \
	VSUBPS t, x, x

// GATE turns x into a gate.
#define GATE(x, t) \
	VMULPS Y13, x, x; \
	SQUASH(x, t); \
	VMULPS Y13, x, x; \
	VADDPS Y13, x, x

// SLOPE is the derivative of squash where its value is y. Rounding may leave y a
// little over 1.
#define SLOPE(y, to) \
	VANDPS Y15, y, to; \
	VSUBPS to, Y14, to; \
	VMAXPS Y9, to, to; \
	VSQRTPS to, to

// GATESLOPE is the derivative of gate where its value is y.
#define GATESLOPE(y, to) \
	VADDPS y, y, to; \
	VSUBPS Y14, to, to; \
	SLOPE(to, to); \
	VMULPS Y12, to, to

// func cell8(n int, gates, last, cells, squashed, out *float32)
TEXT ·cell8(SB), NOSPLIT, $0-48
	MOVQ n+0(FP), CX
	MOVQ gates+8(FP), SI
	MOVQ last+16(FP), DX
	MOVQ cells+24(FP), DI
	MOVQ squashed+32(FP), R11
	MOVQ out+40(FP), R12
	LEAQ (SI)(CX*4), R8
	LEAQ (R8)(CX*4), R9
	LEAQ (R9)(CX*4), R10
	CONSTANTS
	XORQ AX, AX

fore:
	VMOVUPS (SI)(AX*4), Y0
	VMOVUPS (R8)(AX*4), Y1
	VMOVUPS (R9)(AX*4), Y2
	VMOVUPS (R10)(AX*4), Y3
	GATE(Y0, Y4)
	GATE(Y1, Y5)
	GATE(Y2, Y6)
	SQUASH(Y3, Y7)
	VMOVUPS Y0, (SI)(AX*4)
	VMOVUPS Y1, (R8)(AX*4)
	VMOVUPS Y2, (R9)(AX*4)
	VMOVUPS Y3, (R10)(AX*4)
	VMULPS Y3, Y0, Y0
	VMULPS (DX)(AX*4), Y1, Y1
	VADDPS Y1, Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	SQUASH(Y0, Y4)
	VMOVUPS Y0, (R11)(AX*4)
	VMULPS Y2, Y0, Y0
	VMOVUPS Y0, (R12)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT fore
	VZEROUPPER
	RET

// func back8(n int, gates, dgates, last, dlast, squashed, dout, dcell *float32)
TEXT ·back8(SB), NOSPLIT, $0-64
	MOVQ n+0(FP), CX
	MOVQ gates+8(FP), SI
	MOVQ dgates+16(FP), DI
	MOVQ last+24(FP), DX
	MOVQ dlast+32(FP), BX
	MOVQ squashed+40(FP), R11
	MOVQ dout+48(FP), R12
	MOVQ dcell+56(FP), R13
	CONSTANTS
	SHLQ $2, CX        // bytes of a gate
	LEAQ (CX)(CX*2), R10 // bytes of three
	XORQ AX, AX

back:
	LEAQ (SI)(AX*1), R8
	LEAQ (DI)(AX*1), R9
	VMOVUPS (R11)(AX*1), Y0   // squashed cell
	VMOVUPS (R12)(AX*1), Y1   // gradient of the output
	VMOVUPS (R8)(CX*2), Y2    // output gate
	SLOPE(Y0, Y3)
	VMULPS Y2, Y1, Y4
	VMULPS Y3, Y4, Y4
	VADDPS (R13)(AX*1), Y4, Y4 // gradient of the cell
	VMULPS Y0, Y1, Y5
	GATESLOPE(Y2, Y6)
	VMULPS Y6, Y5, Y5
	VMOVUPS Y5, (R9)(CX*2)
	VMOVUPS (R8), Y0          // input gate
	VMOVUPS (R8)(R10*1), Y1   // candidate
	GATESLOPE(Y0, Y6)
	VMULPS Y1, Y4, Y5
	VMULPS Y6, Y5, Y5
	VMOVUPS Y5, (R9)
	SLOPE(Y1, Y6)
	VMULPS Y0, Y4, Y5
	VMULPS Y6, Y5, Y5
	VMOVUPS Y5, (R9)(R10*1)
	VMOVUPS (R8)(CX*1), Y0    // forget gate
	GATESLOPE(Y0, Y6)
	VMULPS (DX)(AX*1), Y4, Y5
	VMULPS Y6, Y5, Y5
	VMOVUPS Y5, (R9)(CX*1)
	VMULPS Y0, Y4, Y5
	VADDPS (BX)(AX*1), Y5, Y5
	VMOVUPS Y5, (BX)(AX*1)
	ADDQ $32, AX
	CMPQ AX, CX
	JLT back
	VZEROUPPER
	RET
